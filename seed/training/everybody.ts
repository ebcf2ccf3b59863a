import type { TopicSeed } from './topic-seed.ts'

export const topicsForEverybody: readonly TopicSeed[] = [
	{
		key: 'first-month-with-ai',
		title: 'A first month with AI at work',
		description:
			'Two short sessions and a small task a day. By the end each person has three uses that stayed, and knows what not to paste.',
		kind: 'course',
		hours: 6,
		capacity: 20,
		serves: {
			'engineering.entry': [0.5],
			'marketing.entry': [0.5],
			'customer-service.entry': [0.5],
			'sales.entry': [0.5],
			'design.entry': [0.5],
		},
	},
	{
		key: 'map-your-week',
		title: 'Map your week: what repeats?',
		description:
			'Everybody writes down a week of work, marks what repeats, and sorts it: AI could take it over, AI could help, it stays with me. The team picks one piece of each list to begin with.',
		kind: 'workshop',
		hours: 3,
		capacity: 12,
		serves: { 'transition.legacy-patterns': [1] },
	},
	{
		key: 'read-before-and-after',
		title: 'Reading: work before and after',
		description:
			'Read two accounts of work that was rebuilt around AI, from your own trade if you can find them. What went, what stayed, what was new?',
		kind: 'reading',
		hours: 2,
		serves: { 'transition.legacy-patterns': [1] },
	},
	{
		key: 'hand-one-piece-over',
		title: 'Hand one piece of work over',
		description:
			'Take one repeating piece of your work, rebuild it so that AI does it and you check it, and show the team before and after.',
		kind: 'project',
		hours: 10,
		serves: { 'transition.legacy-patterns': [1] },
	},
	{
		key: 'write-so-that-it-runs-alone',
		title: 'Write it so that it runs alone',
		description:
			'Specify a task, start it, and do not touch it until it has ended. Read together where the text left room, mend the text, and run it again.',
		kind: 'workshop',
		hours: 6,
		capacity: 10,
		serves: { 'transition.specification-engineering': [2] },
	},
	{
		key: 'specification-partners',
		title: 'Specification partners',
		description:
			'For six weeks two people read each other’s specifications before any AI does, and ask what a stranger would ask.',
		kind: 'pairing',
		hours: 9,
		capacity: 2,
		serves: { 'transition.specification-engineering': [2] },
	},
]
