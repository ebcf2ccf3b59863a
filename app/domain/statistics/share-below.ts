import { countBelowTarget } from '#app/domain/training-need/count-below-target.ts'
import type { Summary } from './summarize.ts'

type Counted = Pick<Summary, 'n' | 'distribution'>

/** Tier 1.5 in half-steps: below it nobody builds with AI yet. */
const buildingHalfSteps = 3

export const countBelowTierOneAndAHalf = (summary: Counted): number =>
	countBelowTarget(summary, buildingHalfSteps)

/** The share of a group below tier 1.5, from 0 to 1. */
export const shareBelowTierOneAndAHalf = (summary: Counted): number =>
	countBelowTierOneAndAHalf(summary) / summary.n
