import { describe, expect, test } from 'vitest'
import { meanInterval } from '#app/domain/statistics/mean-interval.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'

/** People by half-steps, from 1 to 6. */
const intervalOf = (...counts: number[]) => {
	const summary = summarize(counts.map((count, i) => ({ value: i + 1, count })))
	if (!summary) throw new Error('nobody')
	return meanInterval(summary)
}

describe('the interval of a mean', () => {
	// Half of the width is t × s / √n; the t are of the printed tables.
	test.each([
		// 3 and 4 half-steps, ten of each: s² = 20 × 0.25 / 19
		{ counts: [0, 0, 10, 10, 0, 0], mean: 3.5, t: 2.093, s2: 5 / 19, n: 20 },
		// 2, 3, 4: s² = 1
		{ counts: [0, 1, 1, 1, 0, 0], mean: 3, t: 4.303, s2: 1, n: 3, isCut: true },
		// 2, 3, 3, 3, 4
		{ counts: [0, 1, 3, 1, 0, 0], mean: 3, t: 2.776, s2: 0.5, n: 5 },
		{ counts: [0, 3, 5, 3, 0, 0], mean: 3, t: 2.228, s2: 0.6, n: 11 },
		{ counts: [0, 3, 6, 3, 0, 0], mean: 3, t: 2.201, s2: 6 / 11, n: 12 },
		{ counts: [0, 0, 15, 16, 0, 0], mean: 109 / 31, t: 2.042, s2: (15 * 16) / 31 / 30, n: 31 },
		{ counts: [0, 0, 500, 501, 0, 0], mean: 3.5004995, t: 1.962, s2: 0.25025, n: 1001 },
	])('is of $n people what the t of the tables makes it', ({ counts, mean, t, s2, n, isCut }) => {
		const interval = intervalOf(...counts)
		const half = t * Math.sqrt(s2 / n)
		expect(interval?.from).toBeCloseTo(isCut ? Math.max(1, mean - half) : mean - half, 3)
		expect(interval?.to).toBeCloseTo(isCut ? Math.min(6, mean + half) : mean + half, 3)
	})

	test('is no wider than the scale', () => {
		expect(intervalOf(1, 0, 0, 0, 0, 1)).toEqual({ from: 1, to: 6 })
	})

	test('is not said of one person, nor where all stand at one tier', () => {
		expect(intervalOf(0, 0, 1, 0, 0, 0)).toBeNull()
		expect(intervalOf(0, 0, 9, 0, 0, 0)).toBeNull()
	})

	test('narrows with more people who scatter alike', () => {
		const widths = [1, 2, 4, 8, 16, 64].map((times) => {
			const interval = intervalOf(0, times, 2 * times, times, 0, 0)
			return interval ? interval.to - interval.from : 0
		})
		expect(widths.toSorted((a, b) => b - a)).toEqual(widths)
	})
})
