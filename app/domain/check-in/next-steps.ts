import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import { findOption } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { nextOption } from './next-step.ts'

export type NextStep = {
	questionKey: string
	/** As it is put to the person. */
	question: string
	/** The same question about somebody else. */
	managerQuestion: string
	halfSteps: HalfSteps
	/** What the person does now; null at tier 0.5, which has no option. */
	now: string | null
	/** What comes next; null at the top. */
	next: string | null
}

/** Agreed answers in the order of the family's questions, each with the option above it. */
export function nextSteps(
	family: RubricFamily,
	answers: readonly { questionKey: string; halfSteps: HalfSteps }[],
): NextStep[] {
	return family.questions.flatMap((question): NextStep[] => {
		const answer = answers.find(({ questionKey }) => questionKey === question.key)
		if (!answer) return []
		return [
			{
				questionKey: question.key,
				question: question.text,
				managerQuestion: question.managerText,
				halfSteps: answer.halfSteps,
				now: findOption(question, answer.halfSteps)?.text ?? null,
				next: nextOption(question, answer.halfSteps)?.text ?? null,
			},
		]
	})
}
