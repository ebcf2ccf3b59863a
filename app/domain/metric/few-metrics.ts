import type { LevelOneAlarm } from './level-one-alarm.ts'
import { harmKeys, throughputKeys } from './level-one-alarm.ts'
import type { TeamMetric } from './subject-metric.ts'

/**
 * The metrics of a team that matter first: those of a warning, then those with a target, then the newest. Of equal ones the
 * order stays; what is hidden from the reader comes last.
 */
export function fewMetrics(
	metrics: readonly TeamMetric[],
	{ alarms, most }: { alarms: readonly LevelOneAlarm[]; most: number },
): TeamMetric[] {
	const signals = alarms.length > 0 ? [...throughputKeys, ...harmKeys] : []
	const rankOf = ({ metric, target, latest }: TeamMetric) => {
		if (!latest) return 3
		if (signals.includes(metric.key)) return 0
		return target ? 1 : 2
	}
	return metrics
		.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.start < b.start ? 1 : a.start > b.start ? -1 : 0))
		.slice(0, most)
}
