import { requireAccess } from '#app/auth/require-access.server.ts'
import { readTrend } from '#app/data/heatmap/read-trend.server.ts'
import { trendSearchSchema } from '#app/domain/heatmap/trend-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { trendCsvColumns, trendCsvRows } from './rows.server.ts'

/** Every figure of the node that the page shows, of all its families. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const search = trendSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const { node, until } = search.data
	const trend = await readTrend(scope, person, {
		nodeId: node,
		until: until || undefined,
		children: { offset: 0, limit: 0 },
	})
	if (trend === null || trend === 'nothing') throw notFound()
	const last = trend.points.at(-1)?.snapshot.cycleName
	return csvResponse(formatCsv(trendCsvColumns, trendCsvRows(trend)), `trend-${last}-${trend.node.name}.csv`)
}
