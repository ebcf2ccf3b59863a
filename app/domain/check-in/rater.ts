/** Whose view of a participant a check-in is. */
export type Rater = 'self' | 'manager'

/**
 * Where a check-in stands for the rater who looks at it:
 * - `due`, `draft`: to be answered
 * - `waiting`: sent, the other side is not in yet
 * - `alone`: sent, and there is nobody else to answer; it becomes the result once no answers are taken
 * - `to-agree`: both are in
 * - `closed`: nothing can be sent any more, and not both are in: not assessed, unless it is reopened
 * - `agreed`
 */
export const checkInStages = ['due', 'draft', 'to-agree', 'waiting', 'alone', 'closed', 'agreed'] as const
export type CheckInStage = (typeof checkInStages)[number]

/** Stages in which it is this rater's turn. In to-agree it is the manager's. */
export function isTurnOf(rater: Rater, stage: CheckInStage): boolean {
	return stage === 'due' || stage === 'draft' || (stage === 'to-agree' && rater === 'manager')
}
