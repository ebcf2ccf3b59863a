import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily, cellOfQuestion } from '#app/charts/describe-heat-cell.ts'
import { sideFigure, sidesDifference } from '#app/charts/sides-columns.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readRowCycles } from '#app/data/heatmap/read-row-cycles.server.ts'
import type { Sides } from '#app/data/heatmap/read-sides.server.ts'
import { readSides } from '#app/data/heatmap/read-sides.server.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { CellColumn } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import { rowKindCells, rowKindColumns, rowNameColumns } from './row-columns.ts'

const number = { type: 'number', width: 10 } as const
const tier = { type: 'number', decimals: 3, width: 10, paper: 9 } as const
const share = { type: 'percent', decimals: 1, width: 10, paper: 9 } as const
const sides = ['self', 'manager'] as const
const statistics = ['mean', 'median', 'share', 'below'] as const

/** One row for each cell of the screen: the figures of both raters of the same pairs. Differences are empty below k pairs. */
export const sidesColumns = (rows: HeatRows): CellColumn[] => [
	column('cycle', 'Cycle', { width: 12 }),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('framework', 'Framework', { width: 22 }),
	column('framework_version', 'Framework version', number),
	column('minimum_group_size', 'Minimum group size', number),
	...rowNameColumns(rows),
	column('is_total', 'Is the total', { width: 9 }),
	column('family', 'Role family', { width: 18, paper: 13 }),
	column('question', 'Question key', { width: 26 }),
	column('pairs', 'Closed pairs', { ...number, paper: 8 }),
	column('self_mean_tier', 'Mean, self', tier),
	column('manager_mean_tier', 'Mean, manager', tier),
	column('mean_manager_less_self', 'Mean, manager less self', tier),
	column('self_median_tier', 'Median, self', tier),
	column('manager_median_tier', 'Median, manager', tier),
	column('median_manager_less_self', 'Median, manager less self', tier),
	column('self_share_tier_2_or_above', 'Tier 2 or above, self', share),
	column('manager_share_tier_2_or_above', 'Tier 2 or above, manager', share),
	column('share_tier_2_manager_less_self', 'Tier 2 or above, manager less self', share),
	column('self_share_below_tier_1.5', 'Below tier 1.5, self', { ...share }),
	column('manager_share_below_tier_1.5', 'Below tier 1.5, manager', { ...share }),
	column('share_below_manager_less_self', 'Below tier 1.5, manager less self', { ...share }),
	...sides.flatMap((side) =>
		allHalfSteps.map((halfSteps) =>
			column(`${side}_at_tier_${tierOf(halfSteps)}`, `At tier ${tierOf(halfSteps)}, ${side}`, number),
		),
	),
	...rowKindColumns(rows),
]

type About = { frameworkKey: string; frameworkVersion: number; asOf: string }

/** Every cell of the level that the address asks for. Nobody without a closed pair has a figure. */
export async function sidesRows(
	{ scope, person }: AccountSession,
	asked: AskedHeatmap,
	about: About,
): Promise<CellValue[][]> {
	const { view, rows, search, family } = asked
	const read = async (more: { cycleId?: string; questions?: readonly string[] } = {}) => {
		const both = await readSides(scope, person, { view, rows, ...more })
		if (!both) throw notFound()
		return both
	}
	const familyId = family?.id ?? allFamiliesId
	const one = (of: { both: Sides; cycle: string; familyId: string; question?: string }) =>
		[view.node, ...view.children].map((node) => rowOf(asked, about, { ...of, node }))
	if (search.by === 'cycles') {
		const all: CellValue[][] = []
		for (const { cycleId, name } of await readRowCycles(scope, person, { view, rows })) {
			all.push(...one({ both: await read({ cycleId }), cycle: name, familyId }))
		}
		return all
	}
	const questions = asked.questions.map(({ key }) => key)
	const both = await read({ questions })
	const cycle = view.cycle.name
	if (search.by === 'questions') {
		return questions.flatMap((question) => one({ both, cycle, familyId, question }))
	}
	return [...view.families.map(({ id }) => id), allFamiliesId].flatMap((id) =>
		one({ both, cycle, familyId: id }),
	)
}

function rowOf(
	{ view, rows }: AskedHeatmap,
	{ frameworkKey, frameworkVersion, asOf }: About,
	of: {
		both: Sides
		cycle: string
		familyId: string
		question?: string
		node: { id: string; name: string }
	},
): CellValue[] {
	const { both, cycle, familyId, question, node } = of
	const key = view.families.find(({ id }) => id === familyId)?.key ?? allFamiliesId
	const cellOf = (cells: NodeCells | undefined) =>
		question === undefined ? cellOfFamily(cells, familyId) : cellOfQuestion(cells, { familyId, question })
	return [
		...[cycle, asOf, frameworkKey, frameworkVersion, view.k, node.id, node.name],
		...[node.id === view.node.id ? 'yes' : 'no', key, question ?? null],
		...figuresOf(cellOf(both.self.get(node.id)), cellOf(both.manager.get(node.id)), view.k),
		...rowKindCells(rows, view.node),
	]
}

const rounded = (value: number): number => Number(value.toFixed(4))

function figuresOf(self: CellOfFamily, manager: CellOfFamily, k: number): CellValue[] {
	if (self.tier.kind !== 'shown' || manager.tier.kind !== 'shown') {
		const figures = 3 * statistics.length + sides.length * allHalfSteps.length
		return [0, ...Array<CellValue>(figures).fill(null)]
	}
	const [own, other] = [self.tier.summary, manager.tier.summary]
	return [
		own.n,
		...statistics.flatMap((statistic) => {
			const difference = sidesDifference(statistic, { self: own, manager: other, k })
			return [
				rounded(sideFigure(statistic, own)),
				rounded(sideFigure(statistic, other)),
				difference === null ? null : rounded(difference),
			]
		}),
		...own.distribution,
		...other.distribution,
	]
}
