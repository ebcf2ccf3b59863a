import type { FoundOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { noProof } from '#app/domain/training-assignment/outcome-words.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepEnd } from '#app/domain/training-need/transition-steps.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'

const tier = { type: 'number', decimals: 1, width: 9 } as const
const people = { type: 'number', width: 10 } as const
const share = { type: 'percent', decimals: 1, width: 11 } as const

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
export const outcomesColumns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('snapshot_version', 'Version', { type: 'number', width: 9 }),
	column('compared_with', 'Compared with', { width: 14 }),
	column('compared_version', 'Its version', { type: 'number', width: 9 }),
	column('trained_from', 'Trained from', { type: 'day', width: 12 }),
	column('trained_before', 'Trained before', { type: 'day', width: 12 }),
	column('minimum_group_size', 'Minimum group size', { type: 'number', width: 11 }),
	column('question_key', 'Question key', { width: 26 }),
	column('question', 'Question', { width: 44, paper: 26 }),
	column('from_tier', 'From tier', { ...tier, paper: 5 }),
	column('to_tier', 'To tier', { ...tier, paper: 5 }),
	column('topic', 'Topic', { width: 30, paper: 16 }),
	column('trained', 'Trained', { ...people, paper: 7 }),
	column('trained_moved', 'Trained, moved on', { ...people, paper: 7 }),
	column('trained_share', 'Share of trained', { ...share, paper: 7 }),
	column('trained_share_from', 'Share of trained, interval from', share),
	column('trained_share_to', 'Share of trained, interval to', share),
	column('untrained', 'Not trained', { ...people, paper: 7 }),
	column('untrained_moved', 'Not trained, moved on', { ...people, paper: 7 }),
	column('untrained_share', 'Share of not trained', { ...share, paper: 7 }),
	column('untrained_share_from', 'Share of not trained, interval from', share),
	column('untrained_share_to', 'Share of not trained, interval to', share),
	column('difference', 'Difference', { ...share, paper: 8 }),
	column('difference_from', 'Difference, interval from', { ...share, paper: 8 }),
	column('difference_to', 'Difference, interval to', { ...share, paper: 8 }),
	column('steps_too_few', 'Steps with too few people', { type: 'number', width: 11 }),
	column('note', 'Note', { width: 50 }),
]

export function* outcomesRows({ before, after, rubric, outcomes }: FoundOutcomes): Generator<CellValue[]> {
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
