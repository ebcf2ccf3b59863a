import { isDottedKey } from '#app/domain/framework/key-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { TopicStep } from './topic.ts'

/** A step as files and forms write it: its question and the tier at which it begins, such as `design.produce:1.5`. */
export const stepCode = ({ questionKey, fromHalfSteps }: TopicStep): string =>
	`${questionKey}:${tierOf(fromHalfSteps)}`

/** The step that a code names; null for what is none. Whether a rubric has such a question is not asked here. */
export function readStepCode(code: string): TopicStep | null {
	const [, questionKey = '', tier = ''] = /^(.+?)\s*:\s*([0-2](?:[.,]5)?)$/.exec(code.trim()) ?? []
	const fromHalfSteps = Number(tier.replace(',', '.')) * 2
	const isStep = isDottedKey(questionKey) && fromHalfSteps >= 1 && fromHalfSteps <= 5
	return isStep ? { questionKey, fromHalfSteps } : null
}

/** Steps in an order of their own, each once: two lists of the same steps are the same list. */
export function arrangeSteps(steps: readonly TopicStep[]): TopicStep[] {
	const byCode = new Map(steps.map((step) => [stepCode(step), step]))
	return [...byCode].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step)
}
