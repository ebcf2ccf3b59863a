import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { TrendPoint } from '#app/data/heatmap/read-trend.server.ts'
import { meanInterval } from '#app/domain/statistics/mean-interval.ts'
import { tierOf } from '#app/domain/tier/tier.ts'

/** Every figure of one group in one cycle, or why there is none. */
export function cycleRow(point: TrendPoint, cell: CellOfFamily | null, note: string | undefined) {
	const of = { id: point.snapshot.id, name: point.snapshot.cycleName, note: note ?? null }
	if (cell === null) return { ...of, kind: 'absent' as const, eligible: null }
	const { tier, coverage, leftOut } = cell
	// Over all families the two may be of different ones: then they are no figures of one group.
	const known = coverage.kind === 'shown' ? coverage.coverage : null
	if (tier.kind !== 'shown') return { ...of, kind: tier.kind, eligible: known?.eligible ?? null }
	const { n, distribution, shareAtTierTwoOrAbove, meanHalfSteps, medianHalfSteps } = tier.summary
	const interval = meanInterval(tier.summary)
	return {
		...{ ...of, kind: 'shown' as const, isPartial: leftOut > 0 },
		eligible: known?.assessed === n ? known.eligible : null,
		...{ n, distribution, share: shareAtTierTwoOrAbove },
		mean: tierOf(meanHalfSteps),
		median: tierOf(medianHalfSteps),
		from: interval && tierOf(interval.from),
		to: interval && tierOf(interval.to),
	}
}

export type CycleRow = ReturnType<typeof cycleRow>
