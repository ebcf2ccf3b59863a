import { stepCode } from './step-code.ts'
import type { TopicInput, TrainingTopic } from './topic.ts'

const plainFields = [
	...(['title', 'kind', 'hours', 'cost', 'currency', 'provider', 'link', 'capacity', 'description'] as const),
]
export type TopicField = (typeof plainFields)[number] | 'families' | 'steps'

/** The fields in which an entry would not be what it is. */
export function changedTopicFields(before: TrainingTopic, after: TopicInput): TopicField[] {
	return [
		...plainFields.filter((field) => before[field] !== after[field]),
		...(sameTexts(
			before.families.map(({ id }) => id),
			after.familyIds,
		)
			? []
			: (['families'] as const)),
		...(sameTexts(before.steps.map(stepCode), after.steps.map(stepCode)) ? [] : (['steps'] as const)),
	]
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
	const texts = new Set(other)
	return texts.size === new Set(one).size && one.every((text) => texts.has(text))
}
