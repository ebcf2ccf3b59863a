import type { Rubric } from '#app/domain/framework/rubric.ts'
import { builtInObjectives, objectiveOfOptions } from './objectives.ts'
import { findTransition } from './transition-steps.ts'

export type StepTexts = {
	/** The question as it is put to the person; of a transition, its name. */
	question: string
	/** What the person does now. */
	from: string
	/** What they would do one step on. */
	to: string
	/** What to learn for it. */
	objective: string
}

/**
 * What a step means, in the words of the rubric that was asked. The step from half-step 1 is that of the family's entry
 * question; a transition is none of a rubric's. Null where the rubric has no such question or option.
 *
 * @param of.fromHalfSteps where the step begins, 1 to 5
 */
export function stepTexts(
	rubric: Rubric,
	of: { questionKey: string; fromHalfSteps: number },
): StepTexts | null {
	const transition = findTransition(of.questionKey)
	if (transition) {
		const { name, fromHalfSteps, from, to } = transition
		return fromHalfSteps === of.fromHalfSteps
			? { question: name, from, to, objective: builtIn(of) ?? objectiveOfOptions({ from, to }) }
			: null
	}
	for (const { entry, questions } of rubric.families) {
		if (entry.key === of.questionKey) {
			return textsOf(of, { ...entry, from: entry.below.text, to: entry.goOn.text })
		}
		const question = questions.find(({ key }) => key === of.questionKey)
		if (!question) continue
		const textAt = (halfSteps: number) =>
			question.options.find((option) => option.halfSteps === halfSteps)?.text
		const from = textAt(of.fromHalfSteps)
		const to = textAt(of.fromHalfSteps + 1)
		return from === undefined || to === undefined ? null : textsOf(of, { ...question, from, to })
	}
	return null
}

const builtIn = (of: { questionKey: string; fromHalfSteps: number }): string | undefined =>
	builtInObjectives[of.questionKey]?.[of.fromHalfSteps]

/** An objective that was written for other words than those of the rubric says nothing of them. */
function textsOf(
	of: { questionKey: string; fromHalfSteps: number },
	{ text, origin, from, to }: { text: string; origin: string; from: string; to: string },
): StepTexts {
	const written = origin === 'account' ? undefined : builtIn(of)
	return { question: text, from, to, objective: written ?? objectiveOfOptions({ from, to }) }
}

/** The question that a key stands for, an entry question or a transition; the key itself where the rubric has none. */
export function questionText({ families }: Rubric, key: string): string {
	for (const { entry, questions } of families) {
		if (entry.key === key) return entry.text
		const question = questions.find((one) => one.key === key)
		if (question) return question.text
	}
	return findTransition(key)?.name ?? key
}
