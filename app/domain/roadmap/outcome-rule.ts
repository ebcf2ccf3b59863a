import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import type { Point } from '#app/domain/metric/series.ts'
import { isComplete } from '#app/domain/metric/series.ts'

export const comparisons = ['at-least', 'at-most'] as const
export type Comparison = (typeof comparisons)[number]

export const mostPeriods = 12

/** A condition on the values of a metric, in the metric's own unit: a share is 0 to 1. */
export type MetricRule = {
	by: 'metric'
	metricId: string
	comparison: Comparison
	value: number
	/** So many complete periods, one after the other, have to satisfy it. */
	periods: number
}

/** How an outcome is met: by a metric, or by a note that a sponsor approves. */
export type OutcomeRule = MetricRule | { by: 'note' }

/** What a metric says in the periods of one length, for the subject of the plan. */
export type OutcomeObservations = {
	grain: Grain
	today: Day
	/** Periods that begin before this day say nothing of the plan: its start. */
	since: Day
	points: readonly Pick<Point, 'start' | 'figure' | 'covered'>[]
}

export type PeriodValue = { start: Day; value: number; satisfies: boolean }

export type MetricOutcome =
	/** `values`: the periods that were looked at, the earliest first. */
	| { kind: 'met' | 'not-met'; values: PeriodValue[] }
	/** `values`: what there is of them; `missing`: how many complete periods in a row are still wanting. */
	| { kind: 'no-data'; values: PeriodValue[]; missing: number }

/** Sums of fractions differ in their last digits from what they print as. */
const tolerance = (value: number) => 1e-9 * Math.max(1, Math.abs(value))

function satisfies({ comparison, value: limit }: MetricRule, value: number): boolean {
	return comparison === 'at-least' ? value >= limit - tolerance(limit) : value <= limit + tolerance(limit)
}

/**
 * Whether the last `periods` complete periods all satisfy the condition. The last is the newest that is over, has values for all of
 * it and a figure; the others lie directly before it. A period without a figure among them is no data: nothing is
 * concluded across a gap. One that does not satisfy it settles the matter though the row be too short.
 */
export function metricOutcome(rule: MetricRule, observations: OutcomeObservations): MetricOutcome {
	const { grain, today, since, points } = observations
	const figures = new Map(
		points.flatMap((point) =>
			point.start >= since && point.figure.ok && isComplete(point, grain, today)
				? [[point.start, point.figure.value] as const]
				: [],
		),
	)
	const values: PeriodValue[] = []
	let start = [...figures.keys()].reduce<Day | null>((last, one) => (last && last > one ? last : one), null)
	while (start !== null && values.length < rule.periods) {
		const value = figures.get(start)
		if (value === undefined) break
		values.unshift({ start, value, satisfies: satisfies(rule, value) })
		start = shiftPeriod(start, grain, -1)
	}
	if (values.some((one) => !one.satisfies)) return { kind: 'not-met', values }
	const missing = rule.periods - values.length
	return missing > 0 ? { kind: 'no-data', values, missing } : { kind: 'met', values }
}
