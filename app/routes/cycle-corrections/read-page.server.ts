import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import { findParticipant } from '#app/data/find-participant.server.ts'
import { getCorrection } from '#app/data/get-correction.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { listReopenings } from '#app/data/list-reopenings.server.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 25

const searchSchema = z.object({
	participant: z.guid().optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** Who is reopened in a cycle, the versions of its result, and the form to reopen one person or all of them. */
export async function readCorrectionsPage({ scope, account }: AccountSession, cycleId: string, url: URL) {
	const cycle = z.guid().safeParse(cycleId).success ? await getCycle(scope, { cycleId }) : null
	if (!cycle || cycle.phase === 'draft') throw notFound()
	const { participant: participantId, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const chosen = participantId ? await findParticipant(scope, { cycleId, participantId }) : null
	if (participantId && !chosen) throw notFound()
	const { people, ...counts } = await getCorrection(scope, { cycleId, page, pageSize })
	if (page > 1 && people.length === 0)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	const snapshots = await listPublishedSnapshots(scope)
	const versions = snapshots.filter((snapshot) => snapshot.cycleId === cycleId)
	const reopenings = await listReopenings(scope, { cycleId })
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		cycle,
		published: cycle.phase === 'published',
		chosen,
		...counts,
		people,
		paging: { page, pageSize, total: counts.reopened },
		versions: versions.map(({ id, version, publishedAt, isForEverybody }) => ({
			...{ id, version, publishedAt, isForEverybody },
			href: `/a/${account.slug}/heatmap?cycle=${id}`,
			reopenings: reopenings.filter((reopening) => reopening.version === version),
		})),
		publication: await readPublication(scope, cycleId, account.locale),
		idempotencyKey: newIdempotencyKey(),
	}
}

/** The publication of a correction while it goes on. */
async function readPublication(scope: AccountSession['scope'], cycleId: string, locale: string) {
	const job = await findLatestJob(scope, { kinds: ['cycle-publish'], subjectId: cycleId })
	return job && isUnfinished(job.state) ? { jobId: job.id, shown: showJob(job, locale) } : null
}

export type CorrectionsPage = Awaited<ReturnType<typeof readCorrectionsPage>>
