import { describe, expect, test } from 'vitest'
import type { RatedPair } from '#app/domain/statistics/rater-agreement.ts'
import { rateAgreement } from '#app/domain/statistics/rater-agreement.ts'
import { SeededRandom } from '#seed/demo/random.ts'

/** A table of counts as pairs: rows the first rater, columns the second. */
const pairsOf = (table: readonly (readonly number[])[]): RatedPair[] =>
	table.flatMap((row, i) =>
		row.flatMap((count, j) => Array.from({ length: count }, (): RatedPair => [i + 1, j + 1])),
	)

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Kappa with quadratic weights is Lin's coefficient of concordance (Fleiss and Cohen 1973): no table, no weights. */
function concordance(pairs: readonly RatedPair[]): number {
	const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
	const [ma, mb] = [mean(a), mean(b)]
	const covariance = mean(pairs.map(([x, y]) => (x - ma) * (y - mb)))
	const variance = (values: readonly number[], m: number) => mean(values.map((x) => (x - m) ** 2))
	return (2 * covariance) / (variance(a, ma) + variance(b, mb) + (ma - mb) ** 2)
}

/** The same from shares of cells that need not be whole counts. */
function concordanceOfCells(cells: ReadonlyMap<string, number>): number {
	const rows = [...cells].map(([key, share]) => ({ x: Number(key[0]), y: Number(key[1]), share }))
	const total = rows.reduce((sum, { share }) => sum + share, 0)
	const average = (of: (row: (typeof rows)[number]) => number) =>
		rows.reduce((sum, row) => sum + (row.share / total) * of(row), 0)
	const [mx, my] = [average(({ x }) => x), average(({ y }) => y)]
	return (
		(2 * average(({ x, y }) => (x - mx) * (y - my))) /
		(average(({ x }) => (x - mx) ** 2) + average(({ y }) => (y - my) ** 2) + (mx - my) ** 2)
	)
}

/** The standard error by the infinitesimal jackknife: how kappa moves with the weight of each pair. */
function errorByWeights(pairs: readonly RatedPair[]): number {
	const counts = new Map<string, number>()
	for (const [x, y] of pairs) counts.set(`${x}${y}`, (counts.get(`${x}${y}`) ?? 0) + 1)
	const step = 1e-4
	let squares = 0
	for (const [key, count] of counts) {
		const moved = (by: number) =>
			concordanceOfCells(new Map([...counts].map(([k, c]) => [k, k === key ? c + by : c])))
		squares += count * ((moved(step) - moved(-step)) / (2 * step)) ** 2
	}
	return Math.sqrt(squares)
}

/** Pairs of raters who see the same thing, each with some noise. */
function randomPairs(random: SeededRandom, n: number): RatedPair[] {
	const within = (value: number) => Math.min(6, Math.max(1, value))
	return Array.from({ length: n }, (): RatedPair => {
		const seen = 1 + Math.floor(random.next() * 6)
		const noise = () => Math.floor(random.next() * 3) - 1
		return [within(seen + noise()), within(seen + noise())]
	})
}

describe('quadratic-weighted kappa', () => {
	test('is that of the mammograms of Boyd et al. (1982), as the manual of Stata gives it for kap, wgt(w2)', () => {
		const mammograms = [
			[21, 12, 0, 0],
			[4, 17, 1, 0],
			[3, 9, 15, 2],
			[0, 0, 0, 1],
		]
		const { n, kappa } = rateAgreement(pairsOf(mammograms))
		expect(n).toBe(85)
		expect(kappa).toBeCloseTo(0.6714, 4)
	})

	test('is the coefficient of concordance, and its interval that of the jackknife, of any pairs', () => {
		const random = new SeededRandom(20)
		for (let run = 0; run < 200; run++) {
			const pairs = randomPairs(random, 20 + Math.floor(random.next() * 200))
			const { n, kappa, interval } = rateAgreement(pairs)
			if (kappa === null || interval === null) throw new Error('ratings that differ have a kappa')
			expect(n).toBe(pairs.length)
			expect(kappa).toBeCloseTo(concordance(pairs), 10)
			const half = 1.959964 * errorByWeights(pairs)
			expect(interval.from).toBeCloseTo(Math.max(-1, kappa - half), 6)
			expect(interval.to).toBeCloseTo(Math.min(1, kappa + half), 6)
		}
	})

	test('does not depend on which rater is called the first', () => {
		const pairs = randomPairs(new SeededRandom(7), 60)
		const turned = pairs.map(([a, b]): RatedPair => [b, a])
		expect(rateAgreement(turned).kappa).toBeCloseTo(rateAgreement(pairs).kappa ?? 0, 12)
	})

	test('weighs a whole tier four times half a one', () => {
		const agreeing = Array.from({ length: 30 }, (_, i): RatedPair => [1 + (i % 6), 1 + (i % 6)])
		const loss = (last: RatedPair) => 1 - concordance([...agreeing, last])
		expect(1 - (rateAgreement([...agreeing, [3, 5]]).kappa ?? 0)).toBeCloseTo(loss([3, 5]), 10)
		expect(loss([3, 5])).toBeGreaterThan(3.5 * loss([3, 4]))
	})
})

describe('where it says nothing', () => {
	test('of no pair, and of ratings that are all the same, there is no kappa', () => {
		expect(rateAgreement([])).toEqual({ n: 0, kappa: null, interval: null })
		expect(rateAgreement(pairsOf([[25]]))).toEqual({ n: 25, kappa: null, interval: null })
	})

	test('full agreement has no spread to estimate an interval from', () => {
		const full = [2, 3, 4, 3, 2].map((tier): RatedPair => [tier, tier])
		expect(rateAgreement(full)).toEqual({ n: 5, kappa: expect.closeTo(1, 12), interval: null })
	})

	test('one rater who gives all the same agrees as chance would', () => {
		const { kappa } = rateAgreement([2, 3, 4, 5].map((tier): RatedPair => [tier, 3]))
		expect(kappa).toBeCloseTo(0, 12)
	})

	test('of a rating outside the scale nothing is computed', () => {
		for (const bad of [0, 7, 2.5, Number.NaN]) expect(() => rateAgreement([[3, bad]])).toThrow(RangeError)
	})
})
