import type { Summary } from '#app/domain/statistics/summarize.ts'

/**
 * How many of a group stand below a target, from its distribution alone.
 *
 * @param targetHalfSteps 1 to 6
 */
export function countBelowTarget(
	{ distribution }: Pick<Summary, 'distribution'>,
	targetHalfSteps: number,
): number {
	return distribution.reduce((sum, count, index) => (index + 1 < targetHalfSteps ? sum + count : sum), 0)
}
