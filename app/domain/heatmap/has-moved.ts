import { printedTierChange } from '#app/domain/statistics/printed-change.ts'
import { stallMovement } from './stall.ts'

/** Two means of a group, in half-steps. */
type Means = { before: number; now: number }

/** A group has moved when its mean, as it is printed, is another than before. */
export const hasMoved = (means: Means): boolean => printedTierChange(means) !== 0

const quarterTier = 0.25
/** Means are quotients: what is a quarter of a tier may come out a hair below. */
const hair = 1e-9

/**
 * By a quarter of a tier or more, up or down, or by less: said only where the means and the figures that are printed beside the words
 * both bear it out. Of a group in between, neither is.
 */
export const hasMovedFar = (means: Means): boolean =>
	Math.abs(means.now - means.before) >= stallMovement - hair &&
	Math.abs(printedTierChange(means)) >= quarterTier
export const hasHardlyMoved = (means: Means): boolean =>
	Math.abs(means.now - means.before) < stallMovement - hair &&
	Math.abs(printedTierChange(means)) < quarterTier
