import { choosableTiers } from '#app/domain/check-in/suggest-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** The tiers that a result may be calibrated to: the entry question alone decides tier 0.5, so nothing leads to it or away. */
export function calibratedTiers(from: HalfSteps): readonly HalfSteps[] {
	return from === 1 ? [] : choosableTiers(true)
}

export function mayCalibrateTo(from: HalfSteps, to: HalfSteps): boolean {
	return from !== to && calibratedTiers(from).includes(to)
}

/** The longest reason of a change or of unlocking, in characters. */
export const longestReason = 1000
