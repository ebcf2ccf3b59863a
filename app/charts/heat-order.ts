import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { printedTierChange } from '#app/domain/statistics/printed-change.ts'
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
	target?: number | null | 'unfrozen'
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
			if (before.tier.kind !== 'shown' || !changeOfCell(now, before, k)) return null
			// Printed, it is the change of two rounded figures.
			return printedTierChange({ before: before.tier.summary.meanHalfSteps, now: summary.meanHalfSteps })
		case 'target':
			return typeof target === 'number' ? summary.meanHalfSteps - target : null
		default:
			return summary.meanHalfSteps
	}
}
