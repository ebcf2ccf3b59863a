import { stepCode } from './step-code.ts'
import type { TrainingTopic } from './topic.ts'

/** An entry in the columns of a file (topic-columns.ts). */
export function topicRow(topic: TrainingTopic): (string | number | null)[] {
	return [
		...[
			topic.key,
			topic.title,
			topic.kind,
			topic.hours,
			topic.cost,
			topic.currency,
			topic.provider,
			topic.link,
		],
		topic.capacity,
		topic.families.map(({ key }) => key).join('; '),
		topic.steps.map(stepCode).join('; '),
		topic.description,
		topic.isArchived ? 'yes' : 'no',
	]
}
