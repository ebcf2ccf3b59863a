import type { Interval } from './compare-shares.ts'
import type { Summary } from './summarize.ts'

/** The 97.5 % points of Student’s t for 1 to 10 degrees of freedom. */
const t975 = [
	12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
]
const normal975 = 1.959964

/** Above ten degrees of freedom by the expansion around the normal (Abramowitz and Stegun 26.7.5), to four decimals. */
function studentT975(freedom: number): number {
	const known = t975[freedom - 1]
	if (known !== undefined) return known
	const z = normal975
	return (
		z +
		(z ** 3 + z) / (4 * freedom) +
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
	)
}

const lowest = 1
const highest = 6

/**
 * The 95 % t interval of a mean, in half-steps and no wider than the scale. Null for one person, and where all stand at one
 * tier: then the figures say nothing about how far they scatter.
 */
export function meanInterval({ n, meanHalfSteps, distribution }: Summary): Interval | null {
	if (n < 2) return null
	const squares = distribution.reduce((sum, count, i) => sum + count * (i + 1 - meanHalfSteps) ** 2, 0)
	if (distribution.filter((count) => count > 0).length < 2) return null
	const half = studentT975(n - 1) * Math.sqrt(squares / (n - 1) / n)
	return { from: Math.max(lowest, meanHalfSteps - half), to: Math.min(highest, meanHalfSteps + half) }
}
