import type { Grain } from '#app/domain/metric/period.ts'
import type { Parts } from '#app/domain/metric/roll-up.ts'

export type RawValue = {
	subjectId: string
	start: string
	grain: Grain
	value: number
	weight: number | null
}

/** What values come to, worked out without any of the application's queries. */
export function partsOf(values: readonly RawValue[]): Parts {
	const total = (of: (one: RawValue) => number) => values.reduce((sum, one) => sum + of(one), 0)
	const latest = new Map<string, RawValue>()
	for (const one of values) {
		const known = latest.get(one.subjectId)
		if (!known || one.start > known.start) latest.set(one.subjectId, one)
	}
	return {
		values: values.length,
		subjects: latest.size,
		starts: new Set(values.map(({ start }) => start)).size,
		grains: [...new Set(values.map(({ grain }) => grain))],
		sum: total(({ value }) => value),
		weightSum: total(({ weight }) => weight ?? 0),
		weightedSum: total(({ value, weight }) => value * (weight ?? 0)),
		unweighted: values.filter(({ weight }) => weight === null).length,
		positive: new Set(values.filter(({ value }) => value > 0).map(({ subjectId }) => subjectId)).size,
		lastSum: [...latest.values()].reduce((sum, { value }) => sum + value, 0),
	}
}
