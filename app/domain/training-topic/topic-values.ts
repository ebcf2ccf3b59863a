import { stepCode } from './step-code.ts'
import type { TrainingTopic } from './topic.ts'

const text = (value: number | string | null) => (value === null ? '' : String(value))

/** An entry as its form shows it. */
export const topicValues = (topic: TrainingTopic) => ({
	...{ title: topic.title, description: topic.description, kind: topic.kind as string },
	...{ hours: text(topic.hours), cost: text(topic.cost), currency: text(topic.currency) },
	...{ provider: topic.provider, link: text(topic.link), capacity: text(topic.capacity) },
	familyIds: topic.families.map(({ id }) => id),
	steps: topic.steps.map(stepCode),
})
export type TopicValues = ReturnType<typeof topicValues>
