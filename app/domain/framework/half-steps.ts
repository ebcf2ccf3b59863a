import { z } from 'zod'

/** The individual scale in half-steps: 1 is tier 0.5, 2 is tier 1 … 6 is tier 3. Integers, so that sums are exact. */
export const allHalfSteps = [1, 2, 3, 4, 5, 6] as const

export const halfStepsSchema = z.literal(allHalfSteps)
export type HalfSteps = z.infer<typeof halfStepsSchema>

/** The half-steps that a question offers, lowest first. Half-step 1 is decided by the entry question alone. */
export const optionHalfSteps = [2, 3, 4, 5, 6] as const

export const optionHalfStepsSchema = z.literal(optionHalfSteps)
export type OptionHalfSteps = z.infer<typeof optionHalfStepsSchema>

/** The half-steps at which a framework defines a level (tiers 1, 2 and 3); the others lie between or before them. */
export const levelHalfSteps = [2, 4, 6] as const

export const levelHalfStepsSchema = z.literal(levelHalfSteps)
export type LevelHalfSteps = z.infer<typeof levelHalfStepsSchema>

/** The tier as people write it: half-step 3 is tier 1.5. */
export function tierOf(halfSteps: HalfSteps): number {
	return halfSteps / 2
}
