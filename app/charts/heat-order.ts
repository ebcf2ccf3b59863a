import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { shareBelowTierOneAndAHalf } from '#app/domain/statistics/share-below.ts'
import type { CellOfFamily } from './describe-heat-cell.ts'
import { changeOfCell } from './describe-heat-cell.ts'

/**
 * The figure that a cell is sorted by: what is printed in it, before it is rounded. Null where the reader is shown none, so
 * that no order tells of what is hidden. People at each tier are sorted by their mean.
 */
export function orderOfHeatCell(of: {
	now: CellOfFamily
	before: CellOfFamily
	statistic: HeatStatistic
	k: number
	target?: number | null
}): number | null {
	const { now, before, statistic, k, target } = of
	if (statistic === 'coverage' || statistic === 'assessed') {
		if (now.coverage.kind !== 'shown') return null
		const { share, assessed } = now.coverage.coverage
		return share === null || statistic === 'coverage' ? share : assessed
	}
	if (now.tier.kind !== 'shown') return null
	const { summary } = now.tier
	switch (statistic) {
		case 'median':
			return summary.medianHalfSteps
		case 'share':
			return summary.shareAtTierTwoOrAbove
		case 'below':
			return shareBelowTierOneAndAHalf(summary)
		case 'change':
			return changeOfCell(now, before, k)?.meanHalfSteps ?? null
		case 'target':
			return target === undefined || target === null ? null : summary.meanHalfSteps - target
		default:
			return summary.meanHalfSteps
	}
}
