import { describe, expect, test } from 'vitest'
import { aggregations } from '#app/domain/metric/aggregation.ts'
import { countPeriods, grainsToShow, nests } from '#app/domain/metric/grains.ts'
import { grains, periodEnd, periodStart, shiftPeriod } from '#app/domain/metric/period.ts'
import { rollUp } from '#app/domain/metric/roll-up.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import type { RawValue } from './parts-of.ts'
import { partsOf } from './parts-of.ts'

const month = 'month' as const
const people = { source: 'people', grain: month } as const

function randomValues(random: ReturnType<typeof seeded>, withWeight: boolean): RawValue[] {
	return Array.from({ length: 2 + random.below(30) }, (_, i) => ({
		subjectId: `p${random.below(8)}`,
		start: shiftPeriod('2026-01-01', 'month', i % 3),
		grain: month,
		value: random.below(50),
		weight: withWeight ? 1 + random.below(20) : null,
	}))
}

describe('values of people over a quarter', () => {
	const random = seeded(7)
	const rounds = Array.from({ length: 200 }, () => randomValues(random, true))

	test('a sum does not depend on how it is cut, nor on the order', () => {
		for (const values of rounds) {
			const sum = (some: readonly RawValue[]) => {
				const figure = rollUp({ aggregation: 'sum', ...people, parts: partsOf(some) })
				return figure.ok ? figure.value : Number.NaN
			}
			const cut = random.below(values.length)
			expect(sum(values.slice(0, cut)) + sum(values.slice(cut))).toBe(sum(values))
			expect(sum(random.shuffle(values))).toBe(sum(values))
		}
	})

	test('a ratio is that of the sums: between the lowest and the highest, and never their mean', () => {
		let differs = 0
		for (const values of rounds) {
			const figure = rollUp({ aggregation: 'ratio_of_sums', ...people, parts: partsOf(values) })
			const ratios = values.map(({ value, weight }) => value / (weight ?? 1))
			expect(figure.ok).toBe(true)
			if (!figure.ok) continue
			expect(figure.value).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-9)
			expect(figure.value).toBeLessThanOrEqual(Math.max(...ratios) + 1e-9)
			const total = (of: (one: RawValue) => number) => values.reduce((sum, one) => sum + of(one), 0)
			expect(figure.value).toBeCloseTo(total(({ value }) => value) / total(({ weight }) => weight ?? 0), 9)
			const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
			if (Math.abs(mean - figure.value) > 1e-6) differs += 1
		}
		expect(differs).toBeGreaterThan(150)
	})

	test('a weighted mean of equal values is that value, whatever they weigh', () => {
		for (const values of rounds) {
			const parts = partsOf(values.map((one) => ({ ...one, value: 4 })))
			expect(rollUp({ aggregation: 'weighted_mean', ...people, parts })).toEqual({ ok: true, value: 4 })
		}
	})

	test('one value without its weight leaves no figure, instead of a wrong one', () => {
		for (const values of rounds) {
			const broken = values.map((one, i) => (i === 0 ? { ...one, weight: null } : one))
			for (const aggregation of ['weighted_mean', 'ratio_of_sums'] as const) {
				const figure = rollUp({ aggregation, ...people, parts: partsOf(broken) })
				expect(figure).toEqual({ ok: false, reason: 'without-weight' })
			}
		}
	})

	test('different people are counted once, however many days they have', () => {
		for (const values of rounds) {
			const figure = rollUp({ aggregation: 'distinct_count', ...people, parts: partsOf(values) })
			const active = new Set(values.filter(({ value }) => value > 0).map(({ subjectId }) => subjectId))
			expect(figure).toEqual({ ok: true, value: active.size })
		}
	})

	test('of a stock only the latest of each counts', () => {
		const of = (subjectId: string, start: string, value: number) => ({
			...{ subjectId, start, value, grain: month, weight: null },
		})
		const parts = partsOf([of('a', '2026-01-01', 9), of('a', '2026-03-01', 5), of('b', '2026-02-01', 2)])
		expect(rollUp({ aggregation: 'last', ...people, parts })).toEqual({ ok: true, value: 7 })
	})
})

describe('what came for a team or the account', () => {
	const one = { subjectId: 't', start: '2026-01-01', grain: month, value: 0.4, weight: null }

	test('a bare ratio and a count of people stand for their own subject and period, and for nothing else', () => {
		for (const aggregation of ['weighted_mean', 'ratio_of_sums', 'distinct_count'] as const) {
			const parts = partsOf([one])
			expect(rollUp({ aggregation, source: 'own', grain: 'month', parts })).toEqual({ ok: true, value: 0.4 })
			expect(rollUp({ aggregation, source: 'own', grain: 'quarter', parts }).ok).toBe(false)
			expect(rollUp({ aggregation, source: 'teams', grain: 'month', parts }).ok).toBe(false)
			const two = partsOf([one, { ...one, start: '2026-02-01' }])
			expect(rollUp({ aggregation, source: 'own', grain: 'quarter', parts: two }).ok).toBe(false)
		}
	})

	test('counts of people are never added over days or teams, also where each has its own', () => {
		const teams = partsOf([one, { ...one, subjectId: 'u' }])
		const reason = { ok: false, reason: 'counted-apart' }
		expect(rollUp({ aggregation: 'distinct_count', source: 'teams', grain: 'month', parts: teams })).toEqual(
			reason,
		)
	})

	test('what would be divided by nothing has no figure', () => {
		const parts = partsOf([{ ...one, weight: 0 }])
		expect(rollUp({ aggregation: 'ratio_of_sums', source: 'own', grain: 'month', parts })).toEqual({
			...{ ok: false, reason: 'nothing-to-divide-by' },
		})
	})

	test('every figure is finite or has a reason', () => {
		const random = seeded(8)
		const broken: unknown[] = []
		for (let round = 0; round < 300; round += 1) {
			const values = randomValues(random, random.chance(0.7)).map((value) =>
				random.chance(0.1) ? { ...value, weight: 0 } : value,
			)
			for (const aggregation of aggregations) {
				for (const source of ['own', 'people', 'teams'] as const) {
					const figure = rollUp({ aggregation, source, grain: 'quarter', parts: partsOf(values) })
					if (figure.ok && !Number.isFinite(figure.value)) broken.push([aggregation, source, values])
				}
			}
		}
		expect(broken).toEqual([])
	})
})

describe('lengths of periods', () => {
	test('one nests in another exactly when no period of it crosses an end of the other', () => {
		const random = seeded(9)
		for (const fine of grains) {
			for (const coarse of grains) {
				const days = Array.from({ length: 400 }, () => shiftPeriod('2020-01-01', 'day', random.below(4000)))
				const crosses = days.some((day) => {
					const start = periodStart(day, fine)
					return periodStart(start, coarse) !== periodStart(periodEnd(start, fine), coarse)
				})
				expect([fine, coarse, nests(fine, coarse)]).toEqual([fine, coarse, !crosses])
			}
		}
	})

	test('a quarter has three months, February its days, and weeks are shown as weeks alone', () => {
		expect(countPeriods('2026-01-01', 'quarter', 'month')).toBe(3)
		expect(countPeriods('2028-02-01', 'month', 'day')).toBe(29)
		expect(grainsToShow(['week'])).toEqual(['week'])
		expect(grainsToShow(['month'])).toEqual(['month', 'quarter', 'year'])
	})
})
