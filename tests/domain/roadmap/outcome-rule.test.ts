import { describe, expect, test } from 'vitest'
import { countPeriods } from '#app/domain/metric/grains.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import type { MetricRule, OutcomeObservations } from '#app/domain/roadmap/outcome-rule.ts'
import { metricOutcome } from '#app/domain/roadmap/outcome-rule.ts'
import { outcomeRuleSchema } from '#app/domain/roadmap/outcome-rule-schema.ts'
import type { OutcomeWords } from '#app/domain/roadmap/outcome-words.ts'
import { describeOutcome, describeRule, describeVerdict } from '#app/domain/roadmap/outcome-words.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'

const metricId = 'e7a4d5f0-5c5e-4f0b-9a53-0d9a4f1c2b3a'
const rule: MetricRule = { by: 'metric', metricId, comparison: 'at-least', value: 0.4, periods: 3 }

type Values = Record<string, number | null>

/** Monthly figures; null for a month whose values give none. */
const monthly = (values: Values, over: Partial<OutcomeObservations> = {}): OutcomeObservations => ({
	...{ grain: 'month', today: '2026-07-10', since: '2026-01-01' },
	points: Object.entries(values).map(([month, value]) => ({
		start: `2026-${month}-01`,
		figure: value === null ? { ok: false, reason: 'without-weight' } : { ok: true, value },
		covered: null,
	})),
	...over,
})

describe('an outcome by a metric', () => {
	test('is met when all of the last complete periods satisfy the condition', () => {
		const outcome = metricOutcome(rule, monthly({ '03': 0.1, '04': 0.4, '05': 0.45, '06': 0.5 }))
		expect(outcome).toEqual({
			kind: 'met',
			values: [
				{ start: '2026-04-01', value: 0.4, satisfies: true },
				{ start: '2026-05-01', value: 0.45, satisfies: true },
				{ start: '2026-06-01', value: 0.5, satisfies: true },
			],
		})
		const fallen = metricOutcome(rule, monthly({ '04': 0.4, '05': 0.45, '06': 0.39 }))
		expect([fallen.kind, fallen.values.map(({ satisfies }) => satisfies)]).toEqual([
			...['not-met', [true, true, false]],
		])
		const costs = { ...rule, comparison: 'at-most' as const, periods: 2 }
		expect(metricOutcome(costs, monthly({ '05': 0.4, '06': 0.2 })).kind).toBe('met')
		expect(metricOutcome(costs, monthly({ '05': 0.41, '06': 0.2 })).kind).toBe('not-met')
	})

	test('a period that is not over, or has not all its values, is not looked at', () => {
		const values = { '04': 0.4, '05': 0.4, '06': 0.4, '07': 0.1 }
		expect(metricOutcome(rule, monthly(values)).kind).toBe('met')
		// On the last day of July it is not over yet.
		expect(metricOutcome(rule, monthly(values, { today: '2026-07-31' })).kind).toBe('met')
		expect(metricOutcome(rule, monthly(values, { today: '2026-08-01' })).kind).toBe('not-met')
		const partly = monthly(values, { today: '2026-08-01' })
		const weeks = countPeriods('2026-07-01', 'month', 'day')
		const points = partly.points.map((point) =>
			point.start === '2026-07-01'
				? { ...point, covered: { of: 'day' as const, there: weeks - 1, all: weeks } }
				: point,
		)
		expect(metricOutcome(rule, { ...partly, points }).kind).toBe('met')
	})

	test('a gap, a period without a figure, or one before the plan began is no data', () => {
		const gap = metricOutcome(rule, monthly({ '02': 0.5, '03': 0.5, '05': 0.5, '06': 0.5 }))
		expect(gap).toMatchObject({
			kind: 'no-data',
			missing: 1,
			values: [{ start: '2026-05-01' }, { start: '2026-06-01' }],
		})
		expect(metricOutcome(rule, monthly({ '04': 0.5, '05': null, '06': 0.5 }))).toMatchObject({
			kind: 'no-data',
			missing: 2,
		})
		const early = monthly({ '04': 0.5, '05': 0.5, '06': 0.5 }, { since: '2026-04-02' })
		expect(metricOutcome(rule, early)).toMatchObject({ kind: 'no-data', missing: 1 })
		expect(metricOutcome(rule, { ...early, since: '2026-04-01' }).kind).toBe('met')
		expect(metricOutcome(rule, monthly({}))).toEqual({ kind: 'no-data', values: [], missing: 3 })
		// One that does not satisfy it is enough to know.
		expect(metricOutcome(rule, monthly({ '06': 0.1 })).kind).toBe('not-met')
	})

	test('a sum of fractions that prints as the limit satisfies it', () => {
		const once = { ...rule, periods: 1 }
		expect(0.1 + 0.7 >= 0.8).toBe(false)
		expect(metricOutcome({ ...once, value: 0.8 }, monthly({ '06': 0.1 + 0.7 })).kind).toBe('met')
		expect(0.1 + 0.2 <= 0.3).toBe(false)
		expect(
			metricOutcome({ ...once, comparison: 'at-most', value: 0.3 }, monthly({ '06': 0.1 + 0.2 })).kind,
		).toBe('met')
		expect(metricOutcome({ ...once, value: 0.8 }, monthly({ '06': 0.7999 })).kind).toBe('not-met')
	})

	test('by random series: as the definition says, and a better value never makes it less', () => {
		const random = seeded(51)
		const seen = { met: 0, 'not-met': 0, 'no-data': 0 }
		for (let round = 0; round < 800; round += 1) {
			const grain = random.pick(['week', 'month', 'quarter'] as const)
			const first = shiftPeriod(grain === 'week' ? '2025-12-29' : '2026-01-01', grain, random.below(3))
			const starts = Array.from({ length: 8 }, (_, i) => shiftPeriod(first, grain, i))
			const known = starts.filter(() => random.chance(0.85))
			const points = random.shuffle(known).map((start) => ({
				...{ start, covered: null },
				figure: { ok: true as const, value: random.below(10) + (random.chance(0.7) ? 5 : 0) },
			}))
			const today = random.pick(starts)
			const since = random.pick([first, first, shiftPeriod(first, grain, 2)])
			const some = { ...rule, value: 5, periods: 1 + random.below(3) }
			const observations = { grain, today, since, points }
			const outcome = metricOutcome(some, observations)
			seen[outcome.kind] += 1

			const usable = points.filter(({ start }) => start >= since && shiftPeriod(start, grain, 1) <= today)
			const last = usable
				.map(({ start }) => start)
				.toSorted()
				.at(-1)
			const wanted = last ? Array.from({ length: some.periods }, (_, i) => shiftPeriod(last, grain, -i)) : []
			const run: number[] = []
			for (const start of wanted) {
				const point = usable.find((one) => one.start === start)
				if (!point) break
				run.push(point.figure.value)
			}
			const expected = run.some((value) => value < 5)
				? 'not-met'
				: run.length < some.periods
					? 'no-data'
					: 'met'
			expect(outcome.kind).toBe(expected)
			expect(outcome.values.map(({ value }) => value)).toEqual(run.toReversed())

			const better = points.map((point) => ({
				...point,
				figure: { ok: true as const, value: point.figure.value + 3 },
			}))
			if (outcome.kind === 'met')
				expect(metricOutcome(some, { ...observations, points: better }).kind).toBe('met')
			const stricter = metricOutcome({ ...some, value: 8 }, observations)
			if (stricter.kind === 'met') expect(outcome.kind).toBe('met')
			const longer = metricOutcome({ ...some, periods: some.periods + 1 }, observations)
			if (longer.kind === 'met') expect(outcome.kind).toBe('met')
		}
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
	})
})

describe('in words and as it is kept', () => {
	const words: OutcomeWords = {
		name: 'Conversion of the feature',
		measured: { unit: 'share', currency: null },
		grain: 'month',
		locale: 'en',
	}

	test('without the right to the figures it says whether it is met, and nothing that was measured', () => {
		const say = (values: Values) => describeVerdict(metricOutcome(rule, monthly(values)), rule, words)
		const condition = 'Conversion of the feature at least 40%, in each of the last 3 complete months'
		expect(say({ '04': 0.41, '05': 0.45, '06': 0.5 })).toBe(`Met: ${condition}.`)
		expect(say({ '06': 0.312 })).toBe(`Not met yet: ${condition}.`)
		const open = `Not decided yet: ${condition}. Values for it have to come in.`
		expect([say({}), say({ '06': 0.45 })]).toEqual([open, open])
	})

	test('values that are hidden are said to be so, in both sentences', () => {
		const nothing = metricOutcome(rule, monthly({}))
		for (const describe of [describeOutcome, describeVerdict]) {
			const own = describe(nothing, rule, { ...words, hidden: 'team' })
			expect(own).toContain('The team is too small for its values to be shown')
			expect(own).not.toContain('No values yet')
			expect(describe(nothing, rule, { ...words, hidden: 'teams-below' })).toContain('The teams below')
		}
		// Where some are shown, these are what it is about.
		const some = metricOutcome(rule, monthly({ '06': 0.45 }))
		expect(describeOutcome(some, rule, { ...words, hidden: 'teams-below' })).toMatch(/^Too few values/)
	})

	test('a condition without a length of periods speaks of periods', () => {
		expect(describeRule(rule, { ...words, grain: null })).toMatch(/in each of the last 3 complete periods$/)
	})

	test('the sentence has the condition and what was measured', () => {
		const say = (values: Values, some = rule) =>
			describeOutcome(metricOutcome(some, monthly(values)), some, words)
		expect(describeRule({ ...rule, periods: 1, comparison: 'at-most' }, words)).toBe(
			'Conversion of the feature at most 40%, in the last complete month',
		)
		const condition = 'Conversion of the feature at least 40%, in each of the last 3 complete months'
		expect(say({ '04': 0.4, '05': 0.45, '06': 0.5 })).toBe(
			`Met: ${condition}. Measured: 40% (Apr 2026), 45% (May 2026), 50% (Jun 2026).`,
		)
		expect(say({ '06': 0.312 })).toBe(`Not met yet: ${condition}. Measured: 31.2% (Jun 2026).`)
		expect(say({ '05': 0.45, '06': 0.5 })).toBe(
			`Too few values: ${condition}. Measured: 45% (May 2026), 50% (Jun 2026); 1 complete month more has to come in without a gap.`,
		)
		expect(say({})).toBe(`No values yet: ${condition}. Periods count from the start of the plan.`)
	})

	test('conditions are checked before they are kept', () => {
		expect(outcomeRuleSchema.parse(rule)).toEqual(rule)
		expect(outcomeRuleSchema.parse({ by: 'note' })).toEqual({ by: 'note' })
		const bad: Record<string, unknown>[] = [
			{ metricId: 'conversion' },
			{ comparison: 'equals' },
			{ value: Number.NaN },
			{ value: '0.4' },
			{ periods: 0 },
			{ periods: 1.5 },
			{ periods: 13 },
			{ by: 'note' },
			{ by: 'hand' },
		]
		for (const over of bad)
			expect([over, outcomeRuleSchema.safeParse({ ...rule, ...over }).success]).toEqual([over, false])
	})
})
