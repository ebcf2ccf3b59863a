import type { TopicSeed } from './topic-seed.ts'

export const topicsOfCustomerService: readonly TopicSeed[] = [
	{
		key: 'cs-category-trial',
		title: 'Try one category of tickets',
		description:
			'Choose a category that comes often, have AI draft every reply for a week, and turn what was good into templates.',
		kind: 'project',
		hours: 6,
		serves: { 'customer-service.day': [1], 'customer-service.bad-answer': [1] },
	},
	{
		key: 'cs-measure-templates',
		title: 'What a good template saves',
		description:
			'Read how often a template is used, how often it is changed, and what customers answer. Agree on two measures to follow.',
		kind: 'workshop',
		hours: 2,
		capacity: 12,
		serves: { 'customer-service.performance': [1] },
	},
	{
		key: 'cs-train-and-review',
		title: 'Train, review, escalate',
		description:
			'The work of a day in which AI answers first: reviewing samples, taking escalations, feeding corrections back.',
		kind: 'course',
		hours: 8,
		capacity: 15,
		serves: { 'customer-service.day': [1.5], 'customer-service.performance': [1.5] },
	},
	{
		key: 'cs-from-answer-to-article',
		title: 'From a bad answer to the article behind it',
		description:
			'Pair on ten bad answers: find the knowledge that they came from, mend it, and ask the question again.',
		kind: 'pairing',
		hours: 3,
		capacity: 2,
		serves: { 'customer-service.bad-answer': [1.5] },
	},
	{
		key: 'cs-escalation-logic',
		title: 'Design the escalation logic',
		description:
			'Map which cases AI keeps, which it hands over and how it tells; choose the metrics that show when the map is wrong.',
		kind: 'workshop',
		hours: 6,
		capacity: 8,
		serves: { 'customer-service.day': [2], 'customer-service.performance': [2] },
	},
	{
		key: 'cs-quality-criteria',
		title: 'What is a good answer?',
		description:
			'Write criteria that two people judge alike, test them on fifty answers, and change the criteria or the training data where they fail.',
		kind: 'workshop',
		hours: 5,
		capacity: 8,
		serves: { 'customer-service.bad-answer': [2] },
	},
	{
		key: 'cs-service-strategy',
		title: 'A service strategy that a system can carry',
		description:
			'Decide what good service is here, who gets a person and when, and how it is measured. Rework criteria and escalation by it.',
		kind: 'project',
		hours: 16,
		serves: {
			'customer-service.day': [2.5],
			'customer-service.bad-answer': [2.5],
			'customer-service.performance': [2.5],
		},
	},
]
