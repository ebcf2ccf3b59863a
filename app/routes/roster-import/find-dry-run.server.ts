import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { checkedRosterSchema } from '#app/data/check-roster.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import type { RosterImport } from '#app/data/get-roster-import.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { readJobPart } from '#app/data/read-job-part.server.ts'
import type { ShownEntries, ShownList } from '#app/data/roster-pieces.server.ts'
import { shownPageSize } from '#app/data/roster-pieces.server.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'

export type Missing = 'keep' | 'mark-left'

/** The list of a dry run is kept this long less than its parts are, so that a page never stands without its rows. */
const keptDays = 6

/**
 * The job that applies an import; else that of its dry run, as long as it holds, or the one that has failed to apply it since.
 * Null where it has not been looked at, or too long ago.
 */
export async function findDryRun(
	{ scope }: AccountSession,
	{ id: subjectId, version }: RosterImport,
	missing: Missing,
): Promise<Job | null> {
	const applying = await findLatestJob(scope, { kinds: ['roster-apply'], subjectId })
	if (applying && isUnfinished(applying.state)) return applying
	const parameters = { missing, version }
	const checked = await findLatestJob(scope, { kinds: ['roster-check'], subjectId, parameters })
	if (!checked || checked.createdAt.getTime() < Date.now() - keptDays * 24 * 60 * 60_000) return null
	const hasEndedSince =
		applying !== null &&
		applying.state !== 'done' &&
		applying.finishedAt &&
		applying.finishedAt > checked.createdAt
	return hasEndedSince ? applying : checked
}

export const readChecked = (job: Job) => checkedRosterSchema.parse(job.result)

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1)

/** One page of a list of a dry run; the address has a parameter of the list's name. */
export async function readList<List extends ShownList>(
	{ scope }: AccountSession,
	of: { jobId: string; list: List; total: number; url: URL },
): Promise<{ rows: ShownEntries[List][]; page: number; pageSize: number; total: number }> {
	const { jobId, list, total, url } = of
	const pages = Math.max(1, Math.ceil(total / shownPageSize))
	const page = Math.min(pages, pageSchema.parse(url.searchParams.get(list)))
	const part = total === 0 ? null : await readJobPart(scope, { jobId, list, number: page - 1 })
	const rows = part ? (JSON.parse(part.toString('utf8')) as ShownEntries[List][]) : []
	return { rows, page, pageSize: shownPageSize, total }
}
