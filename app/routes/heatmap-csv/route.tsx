import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { heatmapCsvColumns, heatmapCsvRows } from './rows.server.ts'

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
})

/** The level of the heatmap that the screen shows, with every statistic. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const search = searchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const view = await readHeatmapView(scope, person, { cycle: search.data.cycle, nodeId: search.data.node })
	if (view === null || view === 'nothing') throw notFound()
	const rubric = await readRubric(scope, view.cycle)
	const csv = formatCsv(
		heatmapCsvColumns,
		heatmapCsvRows(view, {
			frameworkKey: rubric.key,
			frameworkVersion: rubric.version,
			asOf: (view.cycle.publishedAt ?? new Date()).toISOString(),
		}),
	)
	return csvResponse(csv, `heatmap-${view.cycle.name}-${view.node.name}.csv`)
}
