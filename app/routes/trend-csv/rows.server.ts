import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { trendValue } from '#app/charts/trend-series.ts'
import type { Trend, TrendPoint } from '#app/data/heatmap/read-trend.server.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

/** The columns of the export, in their order. Numbers have a decimal point and shares go from 0 to 1, whatever the locale. */
export const trendCsvColumns = [
	...[
		'cycle',
		'snapshot_version',
		'as_of',
		'minimum_group_size',
		'team_id',
		'team',
		'family',
		'families_included',
	],
	...['eligible', 'assessed', 'coverage', 'mean_tier', 'mean_tier_from', 'mean_tier_to', 'median_tier'],
	...['share_tier_2_or_above', 'share_from', 'share_to'],
	...allHalfSteps.map((halfSteps) => `at_tier_${tierOf(halfSteps)}`),
	/** Since the cycle before in these rows; empty where nothing is compared, for whatever reason. */
	...['change_of_mean_tier', 'change_of_share_tier_2_or_above'],
	/** `yes` where the cycle before was asked by another version of the map: then only tiers are compared. */
	'other_version_than_before',
]

/** One row for each cycle and family, and one for all families together, oldest first. */
export function* trendCsvRows({ points, node, families }: Trend): Generator<CsvCell[]> {
	const columns = [...families.map(({ id, key }) => ({ id, key })), { id: allFamiliesId, key: allFamiliesId }]
	for (const [index, point] of points.entries()) {
		const before = points[index - 1]
		const { snapshot } = point
		// Not the reader’s to look at in that cycle.
		if (!point.isReachable(node.id)) continue
		for (const family of columns) {
			const now = cellOfFamily(point.cells.get(node.id), family.id)
			const keys = families.filter(({ id }) => now.familyIds.includes(id)).map(({ key }) => key)
			const k = Math.max(snapshot.minimumGroupSize, before?.snapshot.minimumGroupSize ?? 0)
			yield [
				...[snapshot.cycleName, snapshot.version, snapshot.publishedAt.toISOString()],
				...[snapshot.minimumGroupSize, node.id, node.name, family.key],
				now.tier.kind === 'shown' ? keys.join(' ') : null,
				...coverageColumns(now),
				...tierColumns(now),
				...changeColumns(now, cellBefore(before, node.id, family.id), k),
				before === undefined ? null : point.isOtherRubric ? 'yes' : 'no',
			]
		}
	}
}

function cellBefore(before: TrendPoint | undefined, nodeId: string, familyId: string): CellOfFamily {
	const isReachable = before?.isReachable(nodeId) ?? false
	return cellOfFamily(isReachable ? before?.cells.get(nodeId) : undefined, familyId)
}

/** In place of figures: why there is none. */
const words = {
	suppressed: 'suppressed',
	'not-assessed': 'not assessed',
	exempt: 'exempt',
	empty: null,
} as const

const rounded = (value: number | null | undefined): number | null =>
	value === null || value === undefined ? null : Number(value.toFixed(4))

function coverageColumns({ coverage }: CellOfFamily): CsvCell[] {
	if (coverage.kind !== 'shown') return Array<CsvCell>(3).fill(words[coverage.kind])
	const { eligible, assessed, share } = coverage.coverage
	return [eligible, assessed, rounded(share)]
}

function tierColumns({ tier }: CellOfFamily): CsvCell[] {
	if (tier.kind !== 'shown') return Array<CsvCell>(7 + allHalfSteps.length).fill(words[tier.kind])
	const [mean, share] = [trendValue(tier.summary, 'mean'), trendValue(tier.summary, 'share')]
	return [
		...[rounded(mean.value), rounded(mean.interval?.from), rounded(mean.interval?.to)],
		tierOf(tier.summary.medianHalfSteps),
		...[rounded(share.value), rounded(share.interval?.from), rounded(share.interval?.to)],
		...tier.summary.distribution,
	]
}

function changeColumns(now: CellOfFamily, before: CellOfFamily, k: number): CsvCell[] {
	if (now.tier.kind === 'suppressed') return Array<CsvCell>(2).fill(words.suppressed)
	const change = changeOfCell(now, before, k)
	return change
		? [rounded(tierOf(change.meanHalfSteps)), rounded(change.shareAtTierTwoOrAbove)]
		: [null, null]
}
