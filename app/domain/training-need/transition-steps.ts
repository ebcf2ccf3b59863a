/** The skill that leads from one level of the map to the next, whatever the role family. */
export type TransitionStep = {
	/** No question of a rubric: family keys of an account's own begin with `own-`. */
	questionKey: string
	/** It is due for who stands here or half a tier above … */
	fromHalfSteps: number
	/** … and whose target is here or above. */
	toHalfSteps: number
	name: string
	/** What the person does before it. */
	from: string
	/** What they do once they have it. */
	to: string
}

/**
 * The two transitions of the map's source, as steps of their own. In their order they come after all questions. Pages take
 * this module along to the browser, so it has no schema.
 */
export const transitionSteps: readonly TransitionStep[] = [
	{
		questionKey: 'transition.legacy-patterns',
		fromHalfSteps: 2,
		toHalfSteps: 4,
		name: 'Recognizing legacy patterns',
		from: 'Uses AI as a tool within work that runs as before',
		to: 'Sees which repeatable parts of the work AI can absorb, and rebuilds those',
	},
	{
		questionKey: 'transition.specification-engineering',
		fromHalfSteps: 4,
		toHalfSteps: 6,
		name: 'Specification engineering',
		from: 'Directs AI while it works, and reviews what it makes',
		to: 'Writes specifications that AI executes without anybody supervising',
	},
]

export const findTransition = (questionKey: string): TransitionStep | undefined =>
	transitionSteps.find((step) => step.questionKey === questionKey)

/** What leads from one tier to the next: a question, the entry question of a family, or a transition. */
export function stepKind(questionKey: string): 'question' | 'entry' | 'transition' {
	if (findTransition(questionKey)) return 'transition'
	return questionKey.endsWith('.entry') ? 'entry' : 'question'
}

/** Where a step leads: half a tier on, a transition a whole one. */
export const stepEnd = ({
	questionKey,
	fromHalfSteps,
}: {
	questionKey: string
	fromHalfSteps: number
}): number => findTransition(questionKey)?.toHalfSteps ?? fromHalfSteps + 1
