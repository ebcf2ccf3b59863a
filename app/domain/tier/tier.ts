/**
 * The individual scale, stored in half-steps: 1 is tier 0.5 (AI-Curious), 6 is tier 3 (AI-Native). Sums of half-steps are
 * exact; a tier is half of them. Pages take this module along to the browser, so the zod schemas have one of their own.
 */
export const allHalfSteps = [1, 2, 3, 4, 5, 6] as const
export type HalfSteps = (typeof allHalfSteps)[number]

/** The half-steps that a question offers, lowest first. Half-step 1 is decided by the entry question alone. */
export const optionHalfSteps = [2, 3, 4, 5, 6] as const

/** The half-steps at which a framework defines a level (tiers 1, 2 and 3); the others lie before or between them. */
export const levelHalfSteps = [2, 4, 6] as const

/** Tier 2 (AI-Integrated), from which the heatmap counts its share. */
export const tierTwoHalfSteps = 4

export function isHalfSteps(value: number): value is HalfSteps {
	return Number.isInteger(value) && value >= 1 && value <= 6
}

/** The tier as people write it, 0.5 to 3: half-step 3 is tier 1.5. Takes a mean of half-steps too. */
export function tierOf(halfSteps: number): number {
	return halfSteps / 2
}
