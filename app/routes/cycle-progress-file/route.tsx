import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { findFollowedCycle } from '#app/data/find-followed-cycle.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { readProgressRows } from '#app/data/read-progress-rows.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { countAssessed, countEligible } from '#app/domain/cycle/participant-standing.ts'
import type { ProgressView } from '#app/domain/cycle/progress-search.ts'
import { progressSearchSchema } from '#app/domain/cycle/progress-search.ts'
import { notFound } from '#app/lib/http.server.ts'
import {
	aboutCount,
	aboutDay,
	aboutFilters,
	aboutOrder,
	aboutShare,
	aboutText,
} from '#app/lib/sheet/about-lines.ts'
import type { Route } from './+types/route.ts'

const viewNames: Record<ProgressView, string> = {
	...{
		managers: 'by manager',
		teams: 'by team',
		families: 'by role family',
		people: 'people',
		time: 'over time',
	},
}

/** Exactly what the page has filtered, in its order, without pages, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'cycles.follow')
	const found = await findFollowedCycle(scope, person, { cycleId: params.cycleId })
	if (found === null) throw notFound()
	const search = progressSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { cycle, seenBy } = found
	const today = todayIn(account.timeZone)
	const { columns, ...rows } = await readProgressRows(scope, { cycle, seenBy, search, today })
	const { view } = search
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns },
			name: `progress-${cycle.name}-${view}`,
			title: `Coverage ${viewNames[view]} · ${cycle.name}`,
			about: async () => {
				const { total, families } = await getCycleProgress(scope, { cycleId: cycle.id, seenBy })
				const eligible = countEligible(total)
				const assessed = countAssessed(total)
				const family = families.find(({ familyId }) => familyId === search.family)
				return [
					aboutText('Cycle', cycle.name),
					aboutText('Phase', cycle.phase),
					aboutDay('As of', today),
					aboutText('Of', seenBy === null ? 'everybody' : 'the people of the person who made this file'),
					aboutFilters(
						view === 'time'
							? {}
							: {
									'a search by name': search.search !== '',
									...(view === 'people' && {
										standing: search.standing.replaceAll('-', ' '),
										team: search.team && (search.team === 'none' ? 'none' : 'one team'),
										'role family': search.family && (family?.name ?? 'one role family'),
										manager: search.manager && (search.manager === 'none' ? 'none' : 'one manager'),
									}),
								},
					),
					...(view === 'time' ? [] : [aboutOrder(search.sort, search.order)]),
					aboutCount('Number of rows', rows.count),
					aboutCount('Eligible, of all', eligible),
					aboutCount('Assessed of these', assessed),
					aboutShare('Coverage', eligible === 0 ? null : assessed / eligible),
					aboutText('Suppression', 'None: who has sent is counted, never what.'),
				]
			},
			footer: 'who has sent, never what',
		},
	)
}
