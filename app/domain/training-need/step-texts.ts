import type { Rubric } from '#app/domain/framework/rubric.ts'

export type StepTexts = {
	/** The question as it is put to the person. */
	question: string
	/** What the person does now. */
	from: string
	/** What they would do one step on. */
	to: string
}

/**
 * What a step means, in the words of the rubric that was asked. The step from half-step 1 is that of the family's entry
 * question. Null where the rubric has no such question or option.
 *
 * @param of.fromHalfSteps the answer that was agreed, 1 to 5; the step leads one on
 */
export function stepTexts(
	rubric: Rubric,
	of: { questionKey: string; fromHalfSteps: number },
): StepTexts | null {
	for (const { entry, questions } of rubric.families) {
		if (entry.key === of.questionKey) {
			return { question: entry.text, from: entry.below.text, to: entry.goOn.text }
		}
		const question = questions.find(({ key }) => key === of.questionKey)
		if (!question) continue
		const textAt = (halfSteps: number) =>
			question.options.find((option) => option.halfSteps === halfSteps)?.text
		const from = textAt(of.fromHalfSteps)
		const to = textAt(of.fromHalfSteps + 1)
		return from === undefined || to === undefined ? null : { question: question.text, from, to }
	}
	return null
}
