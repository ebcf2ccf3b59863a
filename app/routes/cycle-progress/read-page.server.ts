import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { participantSorts } from '#app/data/cycle-participants-sql.server.ts'
import { findFollowedCycle } from '#app/data/find-followed-cycle.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { groupProgressSorts, listGroupProgress } from '#app/data/list-group-progress.server.ts'
import { readProgressDays } from '#app/data/read-progress-days.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { progressSearchSchema } from '#app/domain/cycle/progress-search.ts'
import { standingsOf } from '#app/domain/cycle/standing-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 25
const groupings = { teams: 'team', families: 'family', managers: 'manager' } as const

/** How far a cycle is, as the URL asks for it: for HR of everybody, for a manager of their own people. */
export async function readProgressPage(
	{ scope, person, account }: AccountSession,
	cycleId: string,
	url: URL,
) {
	const found = await findFollowedCycle(scope, person, { cycleId })
	if (found === null) throw notFound()
	const { cycle, others, seenBy } = found
	const search = progressSearchSchema.parse(Object.fromEntries(url.searchParams))
	const of = { cycleId: cycle.id, seenBy }
	const { locale, timeZone } = account
	const common = {
		...{ cycle, others, locale, timeZone, search, today: todayIn(timeZone) },
		ofOwnPeople: seenBy !== null,
		runsCycles: may(person, 'cycles.run'),
		/** The export asks for the same. */
		exportHref: `/a/${account.slug}/cycles/${cycle.id}/progress.csv?${exportSearch(url)}`,
	}
	const { view, page } = search
	if (view === 'time') {
		const [{ total }, days] = await Promise.all([getCycleProgress(scope, of), readProgressDays(scope, of)])
		return { kind: 'time' as const, ...common, total, days }
	}

	const listed = { ...of, search: search.search, descending: search.order === 'desc', page, pageSize }
	if (view === 'people') {
		const sort = participantSorts.find((one) => one === search.sort) ?? 'name'
		const [{ total, families }, { participants, total: count }] = await Promise.all([
			getCycleProgress(scope, of),
			listCycleParticipants(scope, {
				...{ ...listed, sort, standings: standingsOf(search.standing) },
				...{ teamId: search.team, familyId: search.family, managerId: search.manager },
			}),
		])
		refuseEmptyPage(url, page, participants)
		return {
			kind: 'people' as const,
			...common,
			total,
			families: families.map(({ familyId, name }) => ({ familyId, name })),
			// The reason of an exemption is HR's.
			participants: participants.map((one) => (seenBy === null ? one : { ...one, exemption: null })),
			sort: { sort, order: search.order },
			paging: { page, pageSize, total: count },
		}
	}
	const sort = groupProgressSorts.find((one) => one === search.sort) ?? 'name'
	const by = groupings[view]
	const { groups, total: count, counts: total } = await listGroupProgress(scope, { ...listed, by, sort })
	refuseEmptyPage(url, page, groups)
	return {
		kind: 'groups' as const,
		...common,
		total,
		view,
		groups,
		sort: { sort, order: search.order },
		paging: { page, pageSize, total: count },
	}
}

function exportSearch(url: URL): URLSearchParams {
	const params = new URLSearchParams(url.searchParams)
	params.delete('page')
	return params
}

/** A page that has no rows any more leads to the first. */
function refuseEmptyPage(url: URL, page: number, rows: readonly unknown[]): void {
	if (page > 1 && rows.length === 0)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
}

export type ProgressPage = Awaited<ReturnType<typeof readProgressPage>>
export type ProgressPageOf<Kind extends ProgressPage['kind']> = Extract<ProgressPage, { kind: Kind }>
