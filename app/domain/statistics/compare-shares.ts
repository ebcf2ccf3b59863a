/** So many of `n`. */
export type Count = { readonly count: number; readonly n: number }
export type Interval = { readonly from: number; readonly to: number }

const normal95 = 1.959964

/** The 95 % score interval of a share (Wilson 1927), which holds for few people and for shares near 0 and 1. `n` is 1 at least. */
export function shareInterval({ count, n }: Count): Interval {
	const z2 = normal95 ** 2
	const middle = (2 * count + z2) / (2 * (n + z2))
	const half = (normal95 * Math.sqrt(z2 + (4 * count * (n - count)) / n)) / (2 * (n + z2))
	return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) }
}

/**
 * By how much the first share is above the second, with its 95 % interval: the score method of Newcombe (1998, method 10), made of the
 * intervals of the two.
 */
export function compareShares(first: Count, second: Count): { difference: number; interval: Interval } {
	const [a, b] = [first.count / first.n, second.count / second.n]
	const [ofA, ofB] = [shareInterval(first), shareInterval(second)]
	const difference = a - b
	return {
		difference,
		interval: {
			from: difference - Math.hypot(a - ofA.from, ofB.to - b),
			to: difference + Math.hypot(ofA.to - a, b - ofB.from),
		},
	}
}
