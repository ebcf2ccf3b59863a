import { z } from 'zod'

/**
 * The individual scale, stored in half-steps: 1 is tier 0.5 (AI-Curious), 6 is tier 3 (AI-Native). Sums of half-steps are
 * exact; a tier is half of them.
 */
export const halfStepValues = [1, 2, 3, 4, 5, 6] as const
export type HalfSteps = (typeof halfStepValues)[number]

export const halfStepsSchema = z.union([
	z.literal(1),
	z.literal(2),
	z.literal(3),
	z.literal(4),
	z.literal(5),
	z.literal(6),
])

/** Tier 2 (AI-Integrated), from which the heatmap counts its share. */
export const tierTwoHalfSteps = 4

export function isHalfSteps(value: number): value is HalfSteps {
	return Number.isInteger(value) && value >= 1 && value <= 6
}

/** 0.5 to 3. */
export function tierOf(halfSteps: number): number {
	return halfSteps / 2
}
