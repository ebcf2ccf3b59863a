import { cellOfFamily, describeHeatCell } from '#app/charts/describe-heat-cell.ts'
import type { HeatCell } from '#app/charts/heat-cell.ts'
import { trendValue } from '#app/charts/trend-series.ts'
import type { Trend } from '#app/data/heatmap/read-trend.server.ts'
import type { TrendStatistic } from '#app/domain/heatmap/trend-statistic.ts'
import { formatShare, formatTier } from '#app/ui/format.tsx'

type Of = { trend: Trend; statistic: TrendStatistic; locale: string; root: string }

/** One group in one cycle as the heatmap prints it, with the change since the cycle before and the interval. */
export function trendCell(
	{ trend, statistic, locale, root }: Of,
	{ index, nodeId, familyId }: { index: number; nodeId: string; familyId: string },
): HeatCell {
	const [point, before] = [trend.points[index], trend.points[index - 1]]
	if (!point) return { kind: 'empty' }
	const { cycleName, minimumGroupSize } = point.snapshot
	if (!point.isReachable(nodeId)) {
		const description = `Not open to you in ${cycleName}`
		return { kind: 'none', note: 'not open to you', description }
	}
	const now = cellOfFamily(point.cells.get(nodeId), familyId)
	const wasReachable = before?.isReachable(nodeId) ?? false
	const cell = describeHeatCell({
		...{ now, statistic, locale, when: cycleName },
		before: cellOfFamily(wasReachable ? before?.cells.get(nodeId) : undefined, familyId),
		k: Math.max(minimumGroupSize, before?.snapshot.minimumGroupSize ?? 0),
		href: `${root}/cell?${new URLSearchParams({ cycle: cycleName, node: nodeId, family: familyId })}`,
	})
	if (cell.kind !== 'value' || now.tier.kind !== 'shown') return cell
	const { interval } = trendValue(now.tier.summary, statistic)
	if (!interval) return cell
	const [from, to] = [interval.from, interval.to].map((value) =>
		statistic === 'share' ? formatShare(value, locale) : formatTier(value, locale),
	)
	return {
		...cell,
		// A range is no place to break a line.
		note: [cell.note, `${from}\u2060–\u2060${to}`].filter(Boolean).join(' · '),
		description: [cell.description, `likely ${from} to ${to}`].filter(Boolean).join(' · '),
	}
}
