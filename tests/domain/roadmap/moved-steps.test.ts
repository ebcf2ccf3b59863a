import { expect, test } from 'vitest'
import { describeFit, levelFit } from '#app/domain/roadmap/level-fit.ts'
import { movedSteps, remainingSteps } from '#app/domain/roadmap/moved-steps.ts'
import { describeMovedStep, describeRemainingStep } from '#app/domain/roadmap/step-words.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'

const k = 5
const group = (...distribution: number[]) =>
	summarize(distribution.map((count, index) => ({ value: index + 1, count })))

test('the step that most reach, or reach no more, with numbers of k or more alone', () => {
	const asked = [
		{ questionKey: 'up', before: group(0, 8, 4, 0, 0, 0), now: group(0, 2, 10, 0, 0, 0) },
		{ questionKey: 'down', before: group(0, 0, 6, 6, 0, 0), now: group(0, 0, 8, 4, 0, 0) },
		{ questionKey: 'same', before: group(0, 6, 6, 0, 0, 0), now: group(0, 3, 3, 0, 0, 0) },
	]
	const moved = movedSteps(asked, { k })
	expect(moved.map(({ questionKey, step, direction }) => [questionKey, step, direction])).toEqual([
		['up', 3, 'up'],
		['down', 4, 'down'],
	])
	expect(moved.map((step) => describeMovedStep(step, 'en'))).toEqual([
		'tier 1.5 (AI-Building) or above: more than 7 of 12, before fewer than 5 of 12',
		'tier 2 (AI-Integrated) or above: fewer than 5 of 12, before 6 of 12',
	])
	// Two of twelve, then none: that some step moved cannot be said.
	const few = { questionKey: 'few', before: group(0, 10, 2, 0, 0, 0), now: group(0, 12, 0, 0, 0, 0) }
	expect(movedSteps([few], { k })).toEqual([])
	// Eleven of twelve, then all: that would tell of one.
	const most = { questionKey: 'most', before: group(0, 1, 11, 0, 0, 0), now: group(0, 0, 12, 0, 0, 0) }
	expect(movedSteps([most], { k })).toEqual([])
	const halves = { questionKey: 'halves', before: group(0, 6, 6, 0, 0, 0), now: group(0, 5, 7, 0, 0, 0) }
	expect(movedSteps([halves], { k }).map((step) => describeMovedStep(step, 'en'))).toEqual([
		'tier 1.5 (AI-Building) or above: 7 of 12, before 6 of 12',
	])
	const [first] = remainingSteps(asked, { k, targetHalfSteps: 4 })
	expect(first && describeRemainingStep(first, { targetHalfSteps: 4, locale: 'en' })).toBe(
		'below tier 2 (AI-Integrated): more than 7 of 12',
	)
})

test('nothing is said of a question that is hidden, or that fewer than k answered then or now', () => {
	const many = group(0, 5, 5, 0, 0, 0)
	const moved = group(0, 0, 10, 0, 0, 0)
	const few = group(0, 0, 4, 0, 0, 0)
	for (const pair of [
		{ now: null, before: many },
		{ now: moved, before: null },
		{ now: few, before: many },
		{ now: moved, before: few },
	]) {
		expect(movedSteps([{ questionKey: 'q', ...pair }], { k })).toEqual([])
	}
	expect(remainingSteps([{ questionKey: 'q', now: few, before: null }], { k, targetHalfSteps: 6 })).toEqual(
		[],
	)
	expect(movedSteps([{ questionKey: 'q', now: moved, before: many }], { k })).toHaveLength(1)
})

test('of any groups no number below k is given or left, and a group that all answered higher moved up', () => {
	const random = seeded(8)
	const any = () => group(...Array.from({ length: 6 }, () => random.below(5)))
	for (let round = 0; round < 500; round += 1) {
		const [now, before] = [any(), any()]
		const asked = [{ questionKey: 'q', now, before }]
		const counts = [
			...movedSteps(asked, { k }).flatMap(({ reached, n, reachedBefore, nBefore }) => [
				{ of: reached, n },
				{ of: reachedBefore, n: nBefore },
			]),
			...remainingSteps(asked, { k, targetHalfSteps: 1 + random.below(6) }).map(({ below, n }) => {
				return { of: below, n }
			}),
		]
		for (const { of, n } of counts) {
			if (of.kind === 'exact') expect(Math.min(of.count, n - of.count)).toBeGreaterThanOrEqual(k)
			else expect(of.than).toBe(of.kind === 'fewer' ? k : n - k)
		}
	}
	const shifted = movedSteps(
		[{ questionKey: 'q', before: group(0, 3, 3, 3, 0, 0), now: group(0, 0, 3, 3, 3, 0) }],
		{ k },
	)
	expect(shifted.map(({ direction }) => direction)).toEqual(['up'])
})

test('the level reached against the level planned', () => {
	const of = { lens: 'tier', locale: 'en', who: 'the median of 12 people assessed' } as const
	const say = (reached: number, planned: number) =>
		describeFit(levelFit({ reached, planned }), { ...of, reached, planned })
	expect(say(3, 4)).toMatch(/^Planned by then: tier 2 .* Reached: tier 1\.5 .* less than planned/)
	expect(say(4, 4)).toMatch(/as planned\.$/)
	expect(say(5, 4)).toMatch(/more than planned/)
})
