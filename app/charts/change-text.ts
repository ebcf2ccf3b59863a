import { printedChange, printedTierChange } from '#app/domain/statistics/printed-change.ts'
import { formatChange, formatDistance } from '#app/ui/format.tsx'

type Sides = { before: number; now: number }

/** '▲ +0.3': the change of two means in half-steps, as they are printed. */
export const tierChangeText = (sides: Sides, locale: string, digits = 1): string =>
	formatChange(printedTierChange(sides, digits), locale, digits)

/** '▲ +12': the change of two shares, in points. */
export const pointsChangeText = (sides: Sides, locale: string): string =>
	formatChange(printedChange(sides, 2) * 100, locale, 0)

/** '−0.4': how far a mean is from a target, both in half-steps. */
export const targetDistanceText = (
	{ mean, target }: { mean: number; target: number },
	locale: string,
): string => formatDistance(printedTierChange({ before: target, now: mean }), locale)
