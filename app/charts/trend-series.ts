import type { TrendStatistic } from '#app/domain/heatmap/trend-statistic.ts'
import type { Interval } from '#app/domain/statistics/compare-shares.ts'
import { shareInterval } from '#app/domain/statistics/compare-shares.ts'
import { meanInterval } from '#app/domain/statistics/mean-interval.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CellOfFamily } from './describe-heat-cell.ts'

export type TrendPlace =
	| {
			kind: 'shown'
			/** A tier, or a share from 0 to 1. */
			value: number
			/** How far the value may lie by chance; null where that cannot be said. */
			interval: Interval | null
			/** Whether it is of the same families as the place before: else no line joins them. */
			joins: boolean
	  }
	/** `absent`: not the reader’s to look at in that cycle. */
	| { kind: 'suppressed' | 'not-assessed' | 'exempt' | 'empty' | 'absent' }

export type TrendSeries = { id: string; label: string; places: TrendPlace[] }

/** The figure of a statistic with its interval: t for a mean, Wilson’s for a share, none for a median. In tiers or shares. */
export function trendValue(
	summary: Summary,
	statistic: TrendStatistic,
): { value: number; interval: Interval | null } {
	if (statistic === 'share') {
		const { shareAtTierTwoOrAbove: value, atTierTwoOrAbove: count, n } = summary
		return { value, interval: n < 2 ? null : shareInterval({ count, n }) }
	}
	if (statistic === 'median') return { value: tierOf(summary.medianHalfSteps), interval: null }
	const interval = meanInterval(summary)
	return {
		value: tierOf(summary.meanHalfSteps),
		interval: interval && { from: tierOf(interval.from), to: tierOf(interval.to) },
	}
}

/** One group over the cycles, oldest first; null for a cycle in which the group is not the reader’s to look at. */
export function trendPlaces(
	cells: readonly (CellOfFamily | null)[],
	statistic: TrendStatistic,
): TrendPlace[] {
	const keyOf = (cell: CellOfFamily | null | undefined) =>
		cell?.tier.kind === 'shown' ? [...cell.familyIds].sort().join() : null
	return cells.map((cell, i) => {
		if (cell === null) return { kind: 'absent' }
		if (cell.tier.kind !== 'shown') return { kind: cell.tier.kind }
		const joins = keyOf(cells[i - 1]) === keyOf(cell)
		return { kind: 'shown', ...trendValue(cell.tier.summary, statistic), joins }
	})
}
