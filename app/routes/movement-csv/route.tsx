import { requireAccess } from '#app/auth/require-access.server.ts'
import { readMovement } from '#app/data/reports/read-movement.server.ts'
import { movementSearchSchema } from '#app/domain/report/movement-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { movementCsvColumns, movementCsvRows } from './rows.server.ts'

/** The movement that the page with the same search shows. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const search = movementSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const { cycle, node, family, since } = search.data
	const found = await readMovement(scope, person, {
		...{ cycle, nodeId: node, familyId: family },
		since: since || undefined,
	})
	if (found === null || found === 'nothing') throw notFound()
	const { view } = found
	if (family !== undefined && !view.families.some(({ id }) => id === family)) throw notFound()
	const csv = formatCsv(movementCsvColumns, movementCsvRows(found, family))
	return csvResponse(csv, `movement-${view.cycle.name}-${view.node.name}.csv`)
}
