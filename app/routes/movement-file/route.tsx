import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { aboutHeatmapView } from '#app/data/about-heatmap-view.server.ts'
import { readMovement } from '#app/data/reports/read-movement.server.ts'
import { movementSearchSchema } from '#app/domain/report/movement-search.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutFilters, aboutText } from '#app/lib/sheet/about-lines.ts'
import { cellOf } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { movementColumns, movementRows } from './rows.server.ts'

const teamOf = cellOf(movementColumns, 'team')

/** The movement that the page with the same search shows, as the address ends: CSV, workbook or paper. */
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
	const { view, movements, shown } = found
	const familyName = view.families.find(({ id }) => id === family)?.name
	if (family !== undefined && familyName === undefined) throw notFound()
	const rows = [...movementRows(found, family)]
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns: movementColumns },
			name: `movement-${view.cycle.name}-${view.node.name}`,
			title: `Movement · ${view.node.name} · ${view.cycle.name}`,
			about: async () => [
				...(await aboutHeatmapView(scope, { view, familyId: family })),
				aboutFilters({ 'role family': familyName }, 'all role families'),
				aboutText(
					'What is counted',
					movements
						? 'Everybody once, by the tier in the cycle compared with and in this one; “none” is no result.'
						: `Both sides: “any” stands for all tiers of the other side.${
								shown
									? ' And who went where, of the whole company alone; “none” is in the other figure only.'
									: ''
							}`,
				),
				...(shown && shown.leftOut > 0
					? [aboutText('Who went where', `${shown.leftOut} of the role families suppressed`)]
					: []),
				aboutCount('Number of rows', rows.length),
			],
			footer: movements ? 'figures about few people are in here' : 'as its maker may see it',
			groupOf: (row) => String(teamOf(row)),
		},
	)
}
