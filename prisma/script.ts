import { isStartError } from '#app/lib/start-error.ts'

/** Runs the body of a command; what the person can mend is told without a stack. */
export async function runScript(body: () => Promise<number | void>): Promise<void> {
	try {
		process.exitCode = (await body()) ?? 0
	} catch (error) {
		if (!isStartError(error)) throw error
		console.error(error.message)
		process.exitCode = error.exitCode
	}
}
