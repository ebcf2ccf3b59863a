import { describe, expect, test } from 'vitest'
import { findPhaseProblem, schedulePhases, spanOf } from '#app/domain/roadmap/phase.ts'
import { actualShare, plannedShare, progressLine } from '#app/domain/roadmap/progress.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import { anyPlan, plus, workItem } from './any-plan.ts'

const phases = schedulePhases('2026-01-01')

describe('the planned share', () => {
	test('grows from 0 before the start to 1 on the last day, whatever days the items have', () => {
		const random = seeded(61)
		for (let round = 0; round < 20; round += 1) {
			const plan = anyPlan(random)
			const { startsOn, endsOn } = spanOf(plan.phases)
			if (actualShare(plan.items) === null) {
				expect(plannedShare(plan.items, plan.phases, endsOn)).toBe(null)
				continue
			}
			const share = (day: string) => plannedShare(plan.items, plan.phases, day) ?? Number.NaN
			expect([share(plus(startsOn, -400)), share(plus(startsOn, -1))]).toEqual([0, 0])
			expect([share(endsOn), share(plus(endsOn, 1)), share(plus(endsOn, 4000))]).toEqual([1, 1, 1])
			let before = 0
			for (let day = startsOn; day <= endsOn; day = plus(day, 1)) {
				const now = share(day)
				expect(now).toBeGreaterThanOrEqual(before - 1e-12)
				expect(now).toBeLessThanOrEqual(1)
				before = now
			}
		}
	})

	test('an item with a day counts from that day, one without evenly over its phase, by weight', () => {
		const items = [
			workItem({ phase: 'discovery', weight: 3, dueOn: '2026-01-08' }),
			workItem({ phase: 'discovery', weight: 1 }),
			workItem({ phase: 'mvp', weight: 5, state: 'dropped' }),
		]
		const share = (day: string) => plannedShare(items, phases, day)
		expect(share('2026-01-07')).toBeCloseTo((1 * 7) / 14 / 4, 12)
		expect(share('2026-01-08')).toBeCloseTo((3 + 8 / 14) / 4, 12)
		expect(share('2026-01-14')).toBe(1)
		// Of the phase of an item alone: nothing of the second is planned on the last day of the first.
		const two = [workItem({ phase: 'discovery' }), workItem({ phase: 'mvp' })]
		expect(plannedShare(two, phases, '2026-01-14')).toBe(0.5)
	})
})

describe('the actual share', () => {
	test('is the weight done by the weight that counts; dropped items count nowhere', () => {
		const done = workItem({ state: 'done', doneOn: '2026-01-10', weight: 2 })
		const items = [done, workItem({ weight: 3 }), workItem({ state: 'doing', weight: 3 })]
		expect(actualShare(items)).toBe(0.25)
		expect(actualShare([...items, workItem({ state: 'dropped', weight: 5 })])).toBe(0.25)
		expect(actualShare([])).toBe(null)
		expect(actualShare([workItem({ state: 'dropped' })])).toBe(null)
		expect(actualShare([done])).toBe(1)
	})

	test('finishing one more item never lowers it, whatever it weighs', () => {
		const random = seeded(62)
		for (let round = 0; round < 300; round += 1) {
			const { items } = anyPlan(random)
			const before = actualShare(items)
			for (const [index, item] of items.entries()) {
				if (item.state !== 'todo' && item.state !== 'doing') continue
				const after = actualShare(items.with(index, { ...item, state: 'done', doneOn: '2026-05-05' }))
				expect(after).toBeGreaterThan(before ?? -1)
			}
		}
	})
})

describe('the line of progress', () => {
	test('has a point a week, the last day and today; nothing is said of days to come', () => {
		const items = [
			workItem({ phase: 'discovery', state: 'done', doneOn: '2026-01-05' }),
			workItem({ phase: 'mvp', dueOn: '2026-02-01' }),
		]
		const line = progressLine(items, phases, '2026-01-09')
		expect(line.slice(0, 4).map(({ day, actual }) => [day, actual])).toEqual([
			['2025-12-31', 0],
			['2026-01-07', 0.5],
			['2026-01-09', 0.5],
			['2026-01-14', null],
		])
		expect(line.at(-1)).toEqual({ day: '2026-12-31', planned: 1, actual: null })
		expect(progressLine([], phases, '2026-01-09')).toEqual([])
		expect(progressLine(items, phases, '2027-02-01').at(-1)).toEqual({
			day: '2027-02-01',
			planned: 1,
			actual: 0.5,
		})
		expect(progressLine(items, phases, '2025-06-01').every(({ actual }) => actual === null)).toBe(true)
	})

	test('goes from nothing to everything planned, and today’s point is today’s share', () => {
		const random = seeded(63)
		for (let round = 0; round < 100; round += 1) {
			const plan = anyPlan(random)
			const line = progressLine(plan.items, plan.phases, plan.today)
			const days = line.map(({ day }) => day)
			expect(days).toEqual([...new Set(days)].toSorted())
			if (line.length === 0) continue
			const planned = line.map((point) => point.planned)
			expect(planned).toEqual(planned.toSorted((a, b) => a - b))
			expect([planned[0], planned.at(-1)]).toEqual([0, 1])
			const actual = line.flatMap((point) => point.actual ?? [])
			expect(actual).toEqual(actual.toSorted((a, b) => a - b))
			const now = line.find(({ day }) => day === plan.today)
			if (now) expect(now.actual).toBeCloseTo(actualShare(plan.items) ?? -1, 12)
		}
	})
})

test('the phases of made plans are sound', () => {
	const random = seeded(64)
	for (let round = 0; round < 50; round += 1) expect(findPhaseProblem(anyPlan(random).phases)).toBe(null)
})
