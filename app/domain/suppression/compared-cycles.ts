import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

/**
 * Whether a reader may set the figures of two cycles against each other who takes it that everybody in both kept their
 * value: where the cycles begin at most a year apart. Over a longer time that is a guess, and holding back for it would
 * leave less to see with every quarter (docs/decisions/0006-suppression.md).
 */
export function areCompared(one: Day, other: Day): boolean {
	const [earlier, later] = one < other ? [one, other] : [other, one]
	return later <= `${String(Number(earlier.slice(0, 4)) + 1).padStart(4, '0')}${earlier.slice(4)}`
}
