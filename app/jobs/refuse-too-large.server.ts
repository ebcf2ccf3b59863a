import { AppError } from '#app/lib/app-error.ts'
import type { RunWork } from './job-work.server.ts'

/** Work on a file, refused where the file holds more than may be in memory at once. */
export function refuseTooLarge(run: RunWork): RunWork {
	return async (work) => {
		try {
			return await run(work)
		} catch (error) {
			if (error instanceof AppError && error.code === 'too-large') return { ok: false, problem: 'too-large' }
			throw error
		}
	}
}
