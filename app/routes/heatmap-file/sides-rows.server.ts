import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily, cellOfQuestion } from '#app/charts/describe-heat-cell.ts'
import { sideFigure, sidesDifference } from '#app/charts/sides-columns.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readSidesByCycle } from '#app/data/heatmap/read-sides-by-cycle.server.ts'
import type { Sides } from '#app/data/heatmap/read-sides.server.ts'
import { readSides } from '#app/data/heatmap/read-sides.server.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { sideStatistics } from '#app/domain/heatmap/heatmap-words.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { CellColumn } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import { rowKindCells, rowKindColumns, rowNameColumns } from './row-columns.ts'

const number = { type: 'number', width: 10 } as const
const tier = { type: 'number', decimals: 3, width: 10 } as const
const share = { type: 'percent', decimals: 1, width: 10 } as const
const sides = ['self', 'manager'] as const
const sideNames = { self: 'Self', manager: 'Manager' }

/** How a statistic is named in the header: `figure` of each side, `difference` between the two. */
const statistics: Record<
	(typeof sideStatistics)[number],
	{ figure: string; difference: string; label: string; format: typeof tier | typeof share }
> = {
	mean: { figure: 'mean_tier', difference: 'mean', label: 'mean', format: tier },
	median: { figure: 'median_tier', difference: 'median', label: 'median', format: tier },
	share: {
		...{ figure: 'share_tier_2_or_above', difference: 'share_tier_2' },
		...{ label: 'tier 2 or above', format: share },
	},
	below: {
		...{ figure: 'share_below_tier_1.5', difference: 'share_below' },
		...{ label: 'below tier 1.5', format: share },
	},
}

/** As `figuresOf` fills them. */
function columnsOf(statistic: (typeof sideStatistics)[number]): CellColumn[] {
	const { figure, difference, label, format } = statistics[statistic]
	return [
		...sides.map((side) => column(`${side}_${figure}`, `${sideNames[side]}: ${label}`, format)),
		column(`${difference}_manager_less_self`, `Manager less self: ${label}`, format),
	]
}

/** One row for each cell of the screen: the figures of both raters of the same pairs. Differences are empty below k pairs. */
export const sidesColumns = (rows: HeatRows): CellColumn[] => [
	column('cycle', 'Cycle', { width: 12 }),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('framework', 'Framework', { width: 22 }),
	column('framework_version', 'Framework version', number),
	column('minimum_group_size', 'Minimum group size', number),
	...rowNameColumns(rows),
	column('is_total', 'Is the total', { width: 9 }),
	column('family', 'Role family', { width: 18 }),
	column('question', 'Question key', { width: 26 }),
	column('question_text', 'Question', { width: 44 }),
	column('pairs', 'Closed pairs', number),
	...sideStatistics.flatMap(columnsOf),
	...sides.flatMap((side) =>
		allHalfSteps.map((halfSteps) =>
			column(
				`${side}_at_tier_${tierOf(halfSteps)}`,
				`${sideNames[side]}: at tier ${tierOf(halfSteps)}`,
				number,
			),
		),
	),
	...rowKindColumns(rows),
]

type About = { frameworkKey: string; frameworkVersion: number; asOf: string }

/** What one column of the screen is about. */
type Column = {
	both: Sides
	cycle: { name: string; asOf: string; k: number }
	familyId: string
	question?: { key: string; text: string }
}

/** Every cell of the level that the address asks for. Nobody without a closed pair has a figure. */
export async function sidesRows(
	session: AccountSession,
	asked: AskedHeatmap,
	about: About,
): Promise<CellValue[][]> {
	const { view } = asked
	const columns = await readColumns(session, asked, about)
	return [view.node, ...view.children].flatMap((node) =>
		columns.map((of) => rowOf(asked, about, { ...of, node })),
	)
}

async function readColumns(
	{ scope, person }: AccountSession,
	{ view, rows, search, family, questions }: AskedHeatmap,
	{ asOf }: About,
): Promise<Column[]> {
	const familyId = family?.id ?? allFamiliesId
	if (search.by === 'cycles') {
		const cycles = await readSidesByCycle(scope, person, { view, rows })
		if (!cycles) throw notFound()
		return cycles.map(({ name, publishedAt, k, self, manager }) => ({
			...{ both: { self, manager }, cycle: { name, asOf: publishedAt?.toISOString() ?? asOf, k }, familyId },
		}))
	}
	const both = await readSides(scope, person, { view, rows, questions: questions.map(({ key }) => key) })
	if (!both) throw notFound()
	const cycle = { name: view.cycle.name, asOf, k: view.k }
	if (search.by === 'questions') {
		return questions.map(({ key, text }) => ({ both, cycle, familyId, question: { key, text } }))
	}
	return [...view.families.map(({ id }) => id), allFamiliesId].map((id) => ({ both, cycle, familyId: id }))
}

function rowOf(
	{ view, rows }: AskedHeatmap,
	{ frameworkKey, frameworkVersion }: About,
	{ both, cycle, familyId, question, node }: Column & { node: { id: string; name: string } },
): CellValue[] {
	const key = view.families.find(({ id }) => id === familyId)?.key ?? allFamiliesId
	const cellOf = (cells: NodeCells | undefined) =>
		question === undefined
			? cellOfFamily(cells, familyId)
			: cellOfQuestion(cells, { familyId, question: question.key })
	return [
		...[cycle.name, cycle.asOf, frameworkKey, frameworkVersion, cycle.k, node.id, node.name],
		...[node.id === view.node.id ? 'yes' : 'no', key, question?.key ?? null, question?.text ?? null],
		...figuresOf(cellOf(both.self.get(node.id)), cellOf(both.manager.get(node.id)), cycle.k),
		...rowKindCells(rows, view.node),
	]
}

const rounded = (value: number): number => Number(value.toFixed(4))

function figuresOf(self: CellOfFamily, manager: CellOfFamily, k: number): CellValue[] {
	if (self.tier.kind !== 'shown' || manager.tier.kind !== 'shown') {
		const figures = 3 * sideStatistics.length + sides.length * allHalfSteps.length
		return [0, ...Array<CellValue>(figures).fill(null)]
	}
	const [own, other] = [self.tier.summary, manager.tier.summary]
	return [
		own.n,
		...sideStatistics.flatMap((statistic) => {
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
