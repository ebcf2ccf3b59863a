import type { Count, Interval } from '#app/domain/statistics/compare-shares.ts'
import { compareShares, shareInterval } from '#app/domain/statistics/compare-shares.ts'

/** People who had a step to take in one cycle, by whether they finished training for it before the next one asked. */
export type StepMoves = {
	questionKey: string
	fromHalfSteps: number
	/** Of a topic, those who finished it; null for all topics. */
	topicId: string | null
	topicTitle: string | null
	trained: Count
	/** The same step, and no training for it. */
	untrained: Count
}

export type StepOutcome = StepMoves & {
	trainedInterval: Interval
	untrainedInterval: Interval
	difference: number
	interval: Interval
}

/**
 * What can be said of the moves: nothing at all where either group has fewer than k people, but of how many steps that is (DESIGN,
 * rule 10).
 */
export function concludeOutcomes(
	moves: readonly StepMoves[],
	k: number,
): { outcomes: StepOutcome[]; tooFew: number } {
	const isEnough = ({ trained, untrained }: StepMoves) => trained.n >= k && untrained.n >= k
	const outcomes = moves.filter(isEnough).map((move) => ({
		...move,
		trainedInterval: shareInterval(move.trained),
		untrainedInterval: shareInterval(move.untrained),
		...compareShares(move.trained, move.untrained),
	}))
	const tooFew = moves.filter((move) => move.topicId === null && move.trained.n > 0 && !isEnough(move)).length
	return { outcomes, tooFew }
}
