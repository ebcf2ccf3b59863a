import { tierOf } from '#app/domain/tier/tier.ts'

type Sides = { before: number; now: number }

/** As a locale prints a number to so many digits: what lies in the middle goes up. */
const asPrinted = (value: number, digits: number): number =>
	// 28.499999999999996 for 0.285 of a hundred is the binary's, not the figure's.
	Math.round(Number((value * 10 ** digits).toFixed(9))) / 10 ** digits

/**
 * The change between two figures as they are printed: what a reader finds who subtracts one from the other. The rounded change of
 * the unrounded figures would belie them ('1.8 → 2.0, +0.1'). Files have the figures and their change to four places.
 */
export const printedChange = ({ before, now }: Sides, digits: number): number =>
	asPrinted(asPrinted(now, digits) - asPrinted(before, digits), digits)

/** Of two means in half-steps, in tiers, as each is printed to so many digits. */
export const printedTierChange = ({ before, now }: Sides, digits = 1): number =>
	printedChange({ before: tierOf(before), now: tierOf(now) }, digits)
