/**
 * - `collecting`: people give their views, blind to each other
 * - `revealed`: the views stand side by side, and the team agrees
 * - `agreed`: what the team says of itself, and what it shows
 */
export const assessmentStates = ['collecting', 'revealed', 'agreed'] as const
export type AssessmentState = (typeof assessmentStates)[number]
