import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { describeLens } from './describe-lens.server.ts'
import { describeMetrics } from './describe-metrics.server.ts'
import { describeTiers } from './describe-tiers.server.ts'

/**
 * The level of the heatmap that the screen shows, with every page of its rows, as the address ends, CSV, workbook or paper: each
 * statistic, or the metrics that stand in their place.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { searchParams: params, pathname } = new URL(request.url)
	const of = { isOnPaper: pathname.endsWith('.pdf') }
	if (params.has('lens')) {
		const session = requireAccess(context, 'team-assessments.read')
		return answerWithSheet({ request, context }, await describeLens(session, params, of))
	}
	const session = requireAccess(context, 'heatmap.read')
	const asked = await readAskedHeatmap(session.scope, session.person, { params, pageSize: null })
	if (asked === null || asked === 'nothing') throw notFound()
	const { by, metric } = asked.search
	const described =
		metric !== '' || by === 'metrics'
			? await describeMetrics(session, asked, of)
			: await describeTiers(session, asked, { ...of, by })
	return answerWithSheet({ request, context }, described)
}
