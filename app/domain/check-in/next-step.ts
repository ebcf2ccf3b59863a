import type { RubricOption, RubricQuestion } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** The option one half-step above an answer, which is what to aim for next; null at the top. */
export function nextOption(question: RubricQuestion, halfSteps: HalfSteps): RubricOption | null {
	return question.options.find((option) => option.halfSteps === halfSteps + 1) ?? null
}
