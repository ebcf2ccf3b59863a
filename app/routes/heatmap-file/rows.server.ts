import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'

type About = { frameworkKey: string; frameworkVersion: number; asOf: string }

const number = { type: 'number', width: 10 } as const
const tier = { type: 'number', decimals: 3, width: 10 } as const
const share = { type: 'percent', decimals: 1, width: 10 } as const

/**
 * The columns of the export, in their order. Where a figure is of is on every row, so that rows of several exports can be
 * put together. Numbers have a decimal point and shares go from 0 to 1, whatever the account's locale. How many stand at each tier is not on paper, which has no room for so many columns.
 */
export const heatmapColumns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('snapshot_version', 'Version', number),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('framework', 'Framework', { width: 22 }),
	column('framework_version', 'Framework version', number),
	column('compared_with', 'Compared with', { width: 16 }),
	column('minimum_group_size', 'Minimum group size', number),
	column('team_id', 'Team id', { width: 38 }),
	column('team', 'Team', { width: 28, paper: 18 }),
	column('is_total', 'Is the total', { width: 9 }),
	column('family', 'Role family', { width: 18, paper: 13 }),
	column('families_included', 'Families included', { width: 26 }),
	column('eligible', 'Eligible', { ...number, paper: 8 }),
	column('assessed', 'Assessed', { ...number, paper: 8 }),
	column('coverage', 'Coverage', { ...share, paper: 8 }),
	column('mean_tier', 'Mean tier', { ...tier, paper: 8 }),
	column('median_tier', 'Median tier', { ...number, decimals: 1, paper: 8 }),
	column('share_tier_2_or_above', 'Tier 2 or above', { ...share, paper: 8 }),
	...allHalfSteps.map((halfSteps) =>
		column(`at_tier_${tierOf(halfSteps)}`, `At tier ${tierOf(halfSteps)}`, number),
	),
	column('mean_tier_before', 'Mean tier before', { ...tier, paper: 8 }),
	column('change_of_mean_tier', 'Change of mean tier', { ...tier, paper: 8 }),
	column('change_of_share_tier_2_or_above', 'Change of tier 2 or above', { ...share, paper: 8 }),
	// `yes` where the compared cycle was asked by another version: then only tiers are compared. Empty without one.
	column('compared_across_versions', 'Compared across versions', { width: 12 }),
]

/** One row for each node and family of the screen, and one for all families together. */
export function* heatmapRows(view: HeatmapView, about: About): Generator<CellValue[]> {
	const { cycle, node, families } = view
	const columns = [...families.map(({ id, key }) => ({ id, key })), { id: allFamiliesId, key: allFamiliesId }]
	for (const { id, name } of [node, ...view.children]) {
		for (const family of columns) {
			const now = cellOfFamily(view.cells.get(id), family.id)
			const before = cellOfFamily(view.comparisonCells.get(id), family.id)
			const keys = families.filter((one) => now.familyIds.includes(one.id)).map(({ key }) => key)
			yield [
				cycle.name,
				cycle.version ?? 'running',
				about.asOf,
				about.frameworkKey,
				about.frameworkVersion,
				view.comparisonName,
				view.k,
				id,
				name,
				id === node.id ? 'yes' : 'no',
				family.key,
				now.tier.kind === 'shown' ? keys.join(' ') : null,
				...coverageColumns(now),
				...tierColumns(now),
				...changeColumns(now, before, view.k),
				view.comparisonName === null ? null : view.comparesVersions ? 'yes' : 'no',
			]
		}
	}
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
