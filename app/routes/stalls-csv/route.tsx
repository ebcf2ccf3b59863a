import { requireAccess } from '#app/auth/require-access.server.ts'
import { listLevelStalls } from '#app/data/heatmap/list-level-stalls.server.ts'
import { listTierStalls } from '#app/data/heatmap/list-tier-stalls.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { stallSearchSchema } from '#app/domain/heatmap/stall-search.ts'
import { frameworkOfLens } from '#app/domain/team-assessment/lens-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { levelStallColumns, levelStallRows, tierStallColumns, tierStallRows } from './rows.server.ts'

/** Everything that the page with the same search lists, of all its pages. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const search = stallSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const { lens, cycle, family: familyId } = search.data
	if (lens !== 'tiers') {
		const { scope, person, account } = requireAccess(context, 'team-assessments.read')
		const frameworkKey = frameworkOfLens[lens]
		const stalls = await listLevelStalls(scope, person, { frameworkKey, today: todayIn(account.timeZone) })
		return csvResponse(
			formatCsv(levelStallColumns, levelStallRows(frameworkKey, stalls)),
			`stalls-${lens}.csv`,
		)
	}
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const view = await readPublishedView(scope, person, { cycle })
	if (view === null || view === 'nothing') throw notFound()
	if (familyId !== undefined && !view.families.some(({ id }) => id === familyId)) throw notFound()
	const { stalls } = await listTierStalls(scope, person, { view, familyId })
	return csvResponse(
		formatCsv(tierStallColumns, tierStallRows(view, stalls)),
		`stalls-${view.cycle.name}.csv`,
	)
}
