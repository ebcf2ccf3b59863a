import type { Rubric } from '#app/domain/framework/rubric.ts'
import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import type { TopicStep } from './topic.ts'

/** A question with the half-steps at which its steps begin. */
export type StepsOfQuestion = { questionKey: string; text: string; begins: readonly number[] }
export type StepGroup = { family: { key: string; name: string } | null; questions: StepsOfQuestion[] }

const betweenOptions = optionHalfSteps.slice(0, -1)

/** All steps that a rubric has, by family; those that lead from level to level, whatever the family, come last. */
export function groupSteps(rubric: Rubric): StepGroup[] {
	return [
		...rubric.families.map(({ key, name, entry, questions }) => ({
			family: { key, name },
			questions: [
				{ questionKey: entry.key, text: entry.text, begins: [1] },
				...questions.map((question) => ({
					questionKey: question.key,
					text: question.text,
					begins: betweenOptions,
				})),
			],
		})),
		{
			family: null,
			questions: transitionSteps.map(({ questionKey, name, fromHalfSteps }) => ({
				...{ questionKey, text: name },
				begins: [fromHalfSteps],
			})),
		},
	]
}

/** The same as a flat list. */
export const listSteps = (groups: readonly StepGroup[]): TopicStep[] =>
	groups.flatMap(({ questions }) =>
		questions.flatMap(({ questionKey, begins }) =>
			begins.map((fromHalfSteps) => ({ questionKey, fromHalfSteps })),
		),
	)
