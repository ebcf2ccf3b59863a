import { describe, expect, test } from 'vitest'
import { flowStep, roundedAlike, roundFlow, roundTo } from '#app/domain/suppression/round-flow.ts'

describe('a step of round numbers', () => {
	test.each([
		{ inBoth: 49, k: 5, step: null },
		{ inBoth: 50, k: 5, step: 10 },
		{ inBoth: 250, k: 5, step: 10 },
		{ inBoth: 251, k: 5, step: 20 },
		{ inBoth: 30_000, k: 5, step: 2000 },
		{ inBoth: 99, k: 10, step: null },
		{ inBoth: 100, k: 10, step: 20 },
		{ inBoth: 60, k: 3, step: 10 },
	])('of $inBoth people in both figures with k $k', ({ inBoth, k, step }) => {
		expect(flowStep(inBoth, k)).toBe(step)
	})

	test('is even, twice k or more, and at most a fifth of the people', () => {
		for (let inBoth = 0; inBoth < 5000; inBoth += 7) {
			for (const k of [3, 5, 8, 12, 20]) {
				const step = flowStep(inBoth, k)
				if (step === null) continue
				expect(step % 2).toBe(0)
				expect(step).toBeGreaterThanOrEqual(2 * k)
				expect(step * 5).toBeLessThanOrEqual(inBoth)
			}
		}
	})
})

test('what is rounded alike is all that is rounded so, and what is told is of k people or more', () => {
	for (const step of [10, 20, 50]) {
		for (let count = 0; count < 200; count++) {
			const [low, high] = roundedAlike(count, step)
			const all = Array.from({ length: 300 }, (_, other) => other)
			const alike = all.filter((other) => roundTo(other, step) === roundTo(count, step))
			expect([alike[0], alike.at(-1)]).toEqual([low, high])
			if (roundTo(count, step) > 0) expect(count).toBeGreaterThanOrEqual(step / 2)
		}
	}
})

test('a flow in round numbers says nothing of the tiers of who is in one cycle alone', () => {
	const ways = [
		{ from: 0, to: 3, people: 12 },
		{ from: 2, to: 0, people: 4 },
		{ from: 2, to: 2, people: 26 },
		{ from: 2, to: 3, people: 14 },
		{ from: 3, to: 2, people: 3 },
		{ from: 3, to: 5, people: 4 },
	]
	expect(roundFlow(ways, 10)).toEqual({
		...{ step: 10, compared: 50, up: 20, same: 30, down: 0, joined: 10, gone: 0 },
		ways: [
			{ from: 2, to: 2, people: 30 },
			{ from: 2, to: 3, people: 10 },
		],
	})
})
