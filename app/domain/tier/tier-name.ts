import type { HalfSteps } from './tier.ts'

/** The names of the individual scale, by half-steps. */
export const tierNames: Readonly<Record<HalfSteps, string>> = {
	1: 'AI-Curious',
	2: 'AI-Assisted',
	3: 'AI-Building',
	4: 'AI-Integrated',
	5: 'AI-Advanced',
	6: 'AI-Native',
}
