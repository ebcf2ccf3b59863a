import { tierOf } from '#app/domain/tier/tier.ts'
import { stepEnd } from '#app/domain/training-need/transition-steps.ts'
import type { StepGroup } from './known-steps.ts'
import { stepCode } from './step-code.ts'
import type { TopicStep, TrainingTopic } from './topic.ts'
import { topicKindNames, topicKinds } from './topic.ts'

/** '4 h', '1.5 h'. */
export const formatHours = (hours: number, locale: string): string =>
	`${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(hours)} h`

/** '€120', '$99.50'; null where there is none. */
export function formatCost({ cost, currency }: Pick<TrainingTopic, 'cost' | 'currency'>, locale: string) {
	if (cost === null || currency === null) return null
	const digits = Number.isInteger(cost) ? 0 : 2
	return new Intl.NumberFormat(locale, {
		...{ style: 'currency', currency },
		...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
	}).format(cost)
}

/** '1.0 to 1.5'. */
export function formatStep(step: TopicStep, locale: string): string {
	const { format } = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 })
	return `${format(tierOf(step.fromHalfSteps))} to ${format(tierOf(stepEnd(step)))}`
}

export const topicKindOptions = topicKinds.map((value) => ({ value, label: topicKindNames[value] }))

export const betweenLevels = 'From level to level'

/** The steps that a topic can serve as a form offers them; what it serves of earlier versions of the map comes last. */
export function stepChoices(groups: readonly StepGroup[], serves: readonly TopicStep[], locale: string) {
	const choiceOf = (step: TopicStep) => ({ value: stepCode(step), label: formatStep(step, locale) })
	const choices = groups.map(({ family, questions }) => ({
		title: family?.name ?? betweenLevels,
		questions: questions.map(({ questionKey, text, begins }) => ({
			...{ key: questionKey, text },
			options: begins.map((fromHalfSteps) => choiceOf({ questionKey, fromHalfSteps })),
		})),
	}))
	const offered = new Set(
		choices.flatMap(({ questions }) => questions.flatMap(({ options }) => options.map(({ value }) => value))),
	)
	const gone = Map.groupBy(
		serves.filter((step) => !offered.has(stepCode(step))),
		({ questionKey }) => questionKey,
	)
	const earlier = [...gone].map(([key, steps]) => ({ key, text: key, options: steps.map(choiceOf) }))
	return earlier.length > 0 ? [...choices, { title: 'Of earlier versions', questions: earlier }] : choices
}
