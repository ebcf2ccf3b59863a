import type { TopicSeed } from './topic-seed.ts'

export const topicsOfSales: readonly TopicSeed[] = [
	{
		key: 'sales-admin-diary',
		title: 'A diary of admin',
		description:
			'Write down a week of admin, choose the two tasks that cost most, and automate a first part of each.',
		kind: 'project',
		hours: 5,
		serves: { 'sales.admin-share': [1], 'sales.advantage': [1] },
	},
	{
		key: 'sales-research-workflow',
		title: 'Build a workflow for research',
		description:
			'Pair on three prospects: what do you look up, where, in which order? Have AI do it, step by step.',
		kind: 'pairing',
		hours: 4,
		capacity: 2,
		serves: { 'sales.research-prospect': [1], 'sales.advantage': [1] },
	},
	{
		key: 'sales-brief-review',
		title: 'Review a brief, do not write it',
		description:
			'AI writes the research brief. Practise finding in minutes what is wrong, missing or out of date in it.',
		kind: 'workshop',
		hours: 3,
		capacity: 12,
		serves: { 'sales.research-prospect': [1.5] },
	},
	{
		key: 'sales-crm-keeps-itself',
		title: 'Records that keep themselves',
		description:
			'Set up enrichment of records, follow-ups and notes of calls so that nobody types them, and check samples of what comes in.',
		kind: 'project',
		hours: 10,
		serves: { 'sales.admin-share': [1.5, 2] },
	},
	{
		key: 'sales-deal-judgment',
		title: 'Judge deals together',
		description:
			'Read won and lost deals without their end: would you have gone on, and why? What signs were there early?',
		kind: 'workshop',
		hours: 4,
		capacity: 10,
		serves: { 'sales.advantage': [1.5] },
	},
	{
		key: 'sales-process-as-a-system',
		title: 'The sales process as a system',
		description:
			'Draw research, outreach, follow-up and hand-over as one system with its rules, and decide where a person looks.',
		kind: 'course',
		hours: 8,
		capacity: 12,
		serves: { 'sales.research-prospect': [2], 'sales.advantage': [2] },
	},
	{
		key: 'sales-what-good-looks-like',
		title: 'Write down what good looks like',
		description:
			'Specify the customer you look for, what qualifies one, price rules and what goes to a person, so that AI can find, qualify and prepare by it.',
		kind: 'project',
		hours: 12,
		serves: { 'sales.research-prospect': [2.5], 'sales.advantage': [2.5] },
	},
	{
		key: 'sales-last-routine',
		title: 'The last routine',
		description:
			'What admin is left, why a person still does it, and which rule or check would make that needless.',
		kind: 'workshop',
		hours: 3,
		capacity: 10,
		serves: { 'sales.admin-share': [2.5] },
	},
]
