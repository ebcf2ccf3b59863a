import { isPublicationDue } from '#app/data/is-publication-due.server.ts'
import { publishCycleWithin } from '#app/data/publish-cycle-within.server.ts'
import { publishParametersSchema } from '#app/domain/cycle/published.ts'
import type { RunWork } from './job-work.server.ts'

export const runPublishCycle: RunWork = async ({ transaction, scope, job, progress }) => {
	if (job.subjectId === null) return { ok: false, problem: 'gone' }
	const cycleId = job.subjectId
	progress('preparing')
	const { byDate } = publishParametersSchema.parse(job.parameters)
	if (byDate && !(await isPublicationDue(transaction, scope, { cycleId })))
		return { ok: false, problem: 'not-due' }
	const published = await publishCycleWithin(transaction, scope, {
		cycleId,
		onCounting: () => progress('counting'),
	})
	if (!published.ok) return { ok: false, problem: published.reason }
	const { ok: _, ...result } = published
	return { ok: true, result }
}
