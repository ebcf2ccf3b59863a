import { allFamiliesId, cellOfFamily, cellOfQuestion, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { LevelCycle } from '#app/data/heatmap/read-level-cycles.server.ts'
import type { LevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { shareBelowTierOneAndAHalf } from '#app/domain/statistics/share-below.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { CellColumn } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import { rowKindCells, rowKindColumns, rowNameColumns } from './row-columns.ts'

export type About = {
	frameworkKey: string
	frameworkVersion: number
	asOf: string
	/** What the rows of the view stand for. */
	rows: HeatRows
}

const number = { type: 'number', width: 10 } as const
const tier = { type: 'number', decimals: 3, width: 10 } as const
const share = { type: 'percent', decimals: 1, width: 10 } as const

/**
 * The columns of the export, in their order. Where a figure is of is on every row, so that rows of several exports can be
 * put together. Numbers have a decimal point and shares go from 0 to 1, whatever the account's locale.
 */
export const heatmapColumns = (rows: HeatRows): CellColumn[] => [
	column('cycle', 'Cycle', { width: 12 }),
	column('snapshot_version', 'Version', number),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('framework', 'Framework', { width: 22 }),
	column('framework_version', 'Framework version', number),
	column('compared_with', 'Compared with', { width: 16 }),
	column('minimum_group_size', 'Minimum group size', number),
	...rowNameColumns(rows),
	column('is_total', 'Is the total', { width: 9 }),
	column('family', 'Role family', { width: 18 }),
	column('families_included', 'Families included', { width: 26 }),
	column('eligible', 'Eligible', number),
	column('assessed', 'Assessed', number),
	column('coverage', 'Coverage', share),
	column('mean_tier', 'Mean tier', tier),
	column('median_tier', 'Median tier', { ...number, decimals: 1 }),
	column('share_tier_2_or_above', 'Tier 2 or above', share),
	...allHalfSteps.map((halfSteps) =>
		column(`at_tier_${tierOf(halfSteps)}`, `At tier ${tierOf(halfSteps)}`, number),
	),
	column('mean_tier_before', 'Mean tier before', tier),
	column('change_of_mean_tier', 'Change of mean tier', tier),
	column('change_of_share_tier_2_or_above', 'Change of tier 2 or above', share),
	// `yes` where the compared cycle was asked by another version: then only tiers are compared. Empty without one.
	column('compared_across_versions', 'Compared across versions', { width: 12 }),
	column('share_below_tier_1.5', 'Below tier 1.5', share),
	// That was kept with the cycle for the group as a whole, and the mean less it.
	column('target_tier', 'Target tier', { ...number, decimals: 1 }),
	column('mean_from_target', 'Mean less target', tier),
	// The key of the question whose agreed answers the tiers are; empty for people's own tiers.
	column('question', 'Question key', { width: 26 }),
	column('question_text', 'Question', { width: 44 }),
	...rowKindColumns(rows),
]

/** What one row is about. */
type Row = {
	nodeId: string
	nodeName: string
	familyId: string
	familyKey: string
	now: CellOfFamily
	before: CellOfFamily
	cycle: { name: string; version: number | null; k: number; comparisonName: string | null; asOf: string }
	acrossVersions: boolean | null
	question?: { key: string; text: string }
}

/** One row for each node and family of the screen, and one for all families together. */
export function* heatmapRows(
	view: HeatmapView,
	of: About & { targets: LevelTargets | null },
): Generator<CellValue[]> {
	const { families } = view
	const columns = [...families.map(({ id, key }) => ({ id, key })), { id: allFamiliesId, key: allFamiliesId }]
	for (const node of nodesOf(view)) {
		for (const { id, key } of columns) {
			yield* rowOf(view, of, {
				...{ ...node, familyId: id, familyKey: key, ...ofView(view, of) },
				now: cellOfFamily(view.cells.get(node.nodeId), id),
				before: cellOfFamily(view.comparisonCells.get(node.nodeId), id),
			})
		}
	}
}

/** One row for each node of the screen, of one family or all of them: its tiers are the columns. */
export function* tierRows(
	view: HeatmapView,
	of: About & { targets: LevelTargets | null; familyId: string },
): Generator<CellValue[]> {
	const [family] = [...view.families, { id: allFamiliesId, key: allFamiliesId }].filter(
		({ id }) => id === of.familyId,
	)
	for (const node of nodesOf(view)) {
		yield* rowOf(view, of, {
			...{ ...node, familyId: of.familyId, familyKey: family?.key ?? '', ...ofView(view, of) },
			now: cellOfFamily(view.cells.get(node.nodeId), of.familyId),
			before: cellOfFamily(view.comparisonCells.get(node.nodeId), of.familyId),
		})
	}
}

/** One row for each node and question of the screen. */
export function* questionRows(
	view: HeatmapView,
	of: About & { family: { id: string; key: string }; questions: readonly { key: string; text: string }[] },
): Generator<CellValue[]> {
	const before = view.comparesVersions ? null : view.comparisonCells
	for (const node of nodesOf(view)) {
		for (const { key, text } of of.questions) {
			const cell = { familyId: of.family.id, question: key }
			yield* rowOf(
				view,
				{ ...of, targets: null },
				{
					...{
						...node,
						familyId: of.family.id,
						familyKey: of.family.key,
						question: { key, text },
						...ofView(view, of),
					},
					now: cellOfQuestion(view.cells.get(node.nodeId), cell),
					before: cellOfQuestion(before?.get(node.nodeId), cell),
				},
			)
		}
	}
}

/** One row for each node and cycle of the screen, each compared with the cycle beside it. */
export function* cycleRows(
	view: HeatmapView,
	of: About & { familyId: string; cycles: readonly LevelCycle[] },
): Generator<CellValue[]> {
	const key = view.families.find(({ id }) => id === of.familyId)?.key ?? allFamiliesId
	for (const node of nodesOf(view)) {
		for (const [index, cycle] of of.cycles.entries()) {
			const earlier = of.cycles[index - 1]
			yield* rowOf(
				view,
				{ ...of, targets: null },
				{
					...{ ...node, familyId: of.familyId, familyKey: key },
					now: cellOfFamily(cycle.cells.get(node.nodeId), of.familyId),
					before: cellOfFamily(earlier?.cells.get(node.nodeId), of.familyId),
					cycle: {
						...{ name: cycle.name, version: cycle.version, k: cycle.k },
						...{ comparisonName: earlier?.name ?? null, asOf: cycle.publishedAt?.toISOString() ?? of.asOf },
					},
					acrossVersions: earlier ? earlier.frameworkVersionId !== cycle.frameworkVersionId : null,
				},
			)
		}
	}
}

const nodesOf = ({ node, children }: HeatmapView) =>
	[node, ...children].map(({ id, name }) => ({ nodeId: id, nodeName: name }))

const ofView = ({ cycle, k, comparisonName, comparesVersions }: HeatmapView, { asOf }: About) => ({
	cycle: { name: cycle.name, version: cycle.version, k, comparisonName, asOf },
	acrossVersions: comparisonName === null ? null : comparesVersions,
})

function* rowOf(
	view: HeatmapView,
	{ targets, ...about }: About & { targets: LevelTargets | null },
	row: Row,
): Generator<CellValue[]> {
	const { cycle, now, before, acrossVersions } = row
	const keys = view.families.filter((one) => now.familyIds.includes(one.id)).map(({ key }) => key)
	const target = targets?.of(row.nodeId, row.familyId === allFamiliesId ? null : row.familyId) ?? null
	yield [
		...[cycle.name, cycle.version ?? 'running', cycle.asOf, about.frameworkKey, about.frameworkVersion],
		...[cycle.comparisonName, cycle.k, row.nodeId, row.nodeName, row.nodeId === view.node.id ? 'yes' : 'no'],
		...[row.familyKey, now.tier.kind === 'shown' ? keys.join(' ') : null],
		...coverageColumns(now),
		...tierColumns(now),
		...changeColumns(now, before, cycle.k),
		acrossVersions === null ? null : acrossVersions ? 'yes' : 'no',
		...standingColumns(now, target),
		...[row.question?.key ?? null, row.question?.text ?? null],
		...rowKindCells(about.rows, view.node),
	]
}

/** In place of figures: why there is none. */
const words = {
	suppressed: 'suppressed',
	'not-assessed': 'not assessed',
	exempt: 'exempt',
	empty: null,
} as const

const places = 4
const rounded = (value: number | null): number | null =>
	value === null ? null : Number(value.toFixed(places))

function coverageColumns({ coverage }: CellOfFamily): CellValue[] {
	if (coverage.kind !== 'shown') return Array<CellValue>(3).fill(words[coverage.kind])
	const { eligible, assessed, share } = coverage.coverage
	return [eligible, assessed, rounded(share)]
}

function tierColumns({ tier }: CellOfFamily): CellValue[] {
	if (tier.kind !== 'shown') return Array<CellValue>(3 + allHalfSteps.length).fill(words[tier.kind])
	const { meanHalfSteps, medianHalfSteps, shareAtTierTwoOrAbove, distribution } = tier.summary
	return [
		rounded(tierOf(meanHalfSteps)),
		tierOf(medianHalfSteps),
		rounded(shareAtTierTwoOrAbove),
		...distribution,
	]
}

/** Empty where nothing is compared, for whatever reason. */
function changeColumns(now: CellOfFamily, before: CellOfFamily, k: number): CellValue[] {
	if (now.tier.kind === 'suppressed') return Array<CellValue>(3).fill(words.suppressed)
	const change = changeOfCell(now, before, k)
	if (!change || before.tier.kind !== 'shown') return [null, null, null]
	return [
		rounded(tierOf(before.tier.summary.meanHalfSteps)),
		rounded(tierOf(change.meanHalfSteps)),
		rounded(change.shareAtTierTwoOrAbove),
	]
}

/** Below tier 1.5, and where the mean stands from the target. */
function standingColumns({ tier }: CellOfFamily, target: ReturnType<LevelTargets['of']>): CellValue[] {
	if (tier.kind !== 'shown') return Array<CellValue>(3).fill(words[tier.kind])
	const below = rounded(shareBelowTierOneAndAHalf(tier.summary))
	if (!target) return [below, null, null]
	return [below, tierOf(target.halfSteps), rounded(tierOf(tier.summary.meanHalfSteps - target.halfSteps))]
}
