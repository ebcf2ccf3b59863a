import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

type About = { frameworkKey: string; frameworkVersion: number; asOf: string }

/**
 * The columns of the export, in their order. Where a figure is of is on every row, so that rows of several exports can be
 * put together. Numbers have a decimal point and shares go from 0 to 1, whatever the account's locale.
 */
export const heatmapCsvColumns = [
	'cycle',
	'snapshot_version',
	'as_of',
	'framework',
	'framework_version',
	'compared_with',
	'minimum_group_size',
	'team_id',
	'team',
	'is_total',
	'family',
	'families_included',
	'eligible',
	'assessed',
	'coverage',
	'mean_tier',
	'median_tier',
	'share_tier_2_or_above',
	...allHalfSteps.map((halfSteps) => `at_tier_${tierOf(halfSteps)}`),
	'mean_tier_before',
	'change_of_mean_tier',
	'change_of_share_tier_2_or_above',
	/** `yes` where the compared cycle was asked by another version: then only tiers are compared. Empty without one. */
	'compared_across_versions',
]

/** One row for each node and family of the screen, and one for all families together. */
export function* heatmapCsvRows(view: HeatmapView, about: About): Generator<CsvCell[]> {
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

function coverageColumns({ coverage }: CellOfFamily): CsvCell[] {
	if (coverage.kind !== 'shown') return Array<CsvCell>(3).fill(words[coverage.kind])
	const { eligible, assessed, share } = coverage.coverage
	return [eligible, assessed, rounded(share)]
}

function tierColumns({ tier }: CellOfFamily): CsvCell[] {
	if (tier.kind !== 'shown') return Array<CsvCell>(3 + allHalfSteps.length).fill(words[tier.kind])
	const { meanHalfSteps, medianHalfSteps, shareAtTierTwoOrAbove, distribution } = tier.summary
	return [
		rounded(tierOf(meanHalfSteps)),
		tierOf(medianHalfSteps),
		rounded(shareAtTierTwoOrAbove),
		...distribution,
	]
}

/** Empty where nothing is compared, for whatever reason. */
function changeColumns(now: CellOfFamily, before: CellOfFamily, k: number): CsvCell[] {
	if (now.tier.kind === 'suppressed') return Array<CsvCell>(3).fill(words.suppressed)
	const change = changeOfCell(now, before, k)
	if (!change || before.tier.kind !== 'shown') return [null, null, null]
	return [
		rounded(tierOf(before.tier.summary.meanHalfSteps)),
		rounded(tierOf(change.meanHalfSteps)),
		rounded(change.shareAtTierTwoOrAbove),
	]
}
