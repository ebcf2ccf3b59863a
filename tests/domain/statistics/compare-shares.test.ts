import { describe, expect, test } from 'vitest'
import { compareShares, shareInterval } from '#app/domain/statistics/compare-shares.ts'

describe('a share', () => {
	// Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
	test.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('%i of %i', (count, n, from, to) => {
		const interval = shareInterval({ count, n })
		expect(interval.from).toBeCloseTo(from, 4)
		expect(interval.to).toBeCloseTo(to, 4)
	})
})

describe('two shares', () => {
	// Newcombe 1998, Interval estimation for the difference between independent proportions, table II, method 10.
	test.each([
		[56, 70, 48, 80, 0.0524, 0.3339],
		[9, 10, 3, 10, 0.1705, 0.809],
		[5, 56, 0, 29, -0.0381, 0.1926],
		[0, 10, 0, 10, -0.2775, 0.2775],
		[10, 10, 0, 10, 0.6075, 1],
	])('%i of %i beside %i of %i', (a, m, b, n, from, to) => {
		const { difference, interval } = compareShares({ count: a, n: m }, { count: b, n })
		expect(difference).toBeCloseTo(a / m - b / n, 10)
		expect(interval.from).toBeCloseTo(from, 3)
		expect(interval.to).toBeCloseTo(to, 3)
	})
})
