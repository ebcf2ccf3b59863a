import type { FoundOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { noProof } from '#app/domain/training-assignment/outcome-words.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepEnd } from '#app/domain/training-need/transition-steps.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

/**
 * One row for each step, over all topics and then by topic, of which there is something to say: never with fewer people than
 * `minimum_group_size` in either group. Their names and their order stay; a new one comes at the end.
 *
 * - `trained_from`, `trained_before`: training that was finished between these days counts
 * - `topic`: empty for all of them
 * - `trained`, `untrained`: people; of these `…_moved` are past the step, with the share and its 95 % interval
 * - `difference`: of the two shares, with its 95 % interval
 * - `steps_too_few`: steps with training of which nothing is said, because either group is too small
 * - `note`: what the figures do not say
 */
export const outcomesCsvColumns = [
	...['cycle', 'snapshot_version', 'compared_with', 'compared_version', 'trained_from', 'trained_before'],
	...['minimum_group_size', 'question_key', 'question', 'from_tier', 'to_tier', 'topic'],
	...['trained', 'trained_moved', 'trained_share', 'trained_share_from', 'trained_share_to'],
	...['untrained', 'untrained_moved', 'untrained_share', 'untrained_share_from', 'untrained_share_to'],
	...['difference', 'difference_from', 'difference_to', 'steps_too_few', 'note'],
]

export function* outcomesCsvRows({ before, after, rubric, outcomes }: FoundOutcomes): Generator<CsvCell[]> {
	const { from, until, k, tooFew } = outcomes
	for (const outcome of outcomes.outcomes) {
		const { questionKey, fromHalfSteps, topicTitle, trained, untrained, interval } = outcome
		const { trainedInterval: ofTrained, untrainedInterval: ofUntrained } = outcome
		yield [
			...[after.cycleName, after.version, before.cycleName, before.version, from, until, k],
			...[questionKey, stepTexts(rubric, outcome)?.question ?? questionKey],
			...[tierOf(fromHalfSteps), tierOf(stepEnd(outcome)), topicTitle],
			...[trained.n, trained.count],
			...[trained.count / trained.n, ofTrained.from, ofTrained.to].map(rounded),
			...[untrained.n, untrained.count],
			...[untrained.count / untrained.n, ofUntrained.from, ofUntrained.to].map(rounded),
			...[outcome.difference, interval.from, interval.to].map(rounded),
			...[tooFew, `${noProof.title}. ${noProof.text}`],
		]
	}
}

const rounded = (share: number) => Math.round(share * 10_000) / 10_000
