import { publishCycleWithin } from '#app/data/publish-cycle-within.server.ts'
import type { RunWork } from './job-work.server.ts'

export const runPublishCycle: RunWork = async ({ transaction, scope, job, progress }) => {
	if (job.subjectId === null) return { ok: false, problem: 'gone' }
	progress('preparing')
	const published = await publishCycleWithin(transaction, scope, {
		cycleId: job.subjectId,
		onCounting: () => progress('counting'),
	})
	if (!published.ok) return { ok: false, problem: published.reason }
	const { ok: _, ...result } = published
	return { ok: true, result }
}
