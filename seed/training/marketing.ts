import type { TopicSeed } from './topic-seed.ts'

export const topicsOfMarketing: readonly TopicSeed[] = [
	{
		key: 'mkt-one-step-at-a-time',
		title: 'One step of a campaign at a time',
		description:
			'Take the steps of the last campaign apart, try AI on three of them, and keep the prompts that held in a shared list.',
		kind: 'workshop',
		hours: 4,
		capacity: 12,
		serves: { 'marketing.create-campaign': [1], 'marketing.bottleneck': [1] },
	},
	{
		key: 'mkt-edit-the-prompt',
		title: 'Edit the prompt, not the text',
		description:
			'Pair on five drafts. Each time something has to be rewritten, change what AI was given and note how much is left to edit.',
		kind: 'pairing',
		hours: 3,
		capacity: 2,
		serves: { 'marketing.edit-share': [1] },
	},
	{
		key: 'mkt-brief-and-curate',
		title: 'Brief and curate',
		description:
			'Write a brief that AI can make variants of, choose among them by criteria set beforehand, and plan where reviews and decisions take place.',
		kind: 'course',
		hours: 6,
		capacity: 15,
		serves: { 'marketing.create-campaign': [1.5], 'marketing.bottleneck': [1.5] },
	},
	{
		key: 'mkt-brand-voice-library',
		title: 'The brand’s voice as a library',
		description:
			'Collect good and bad examples, words to use and to avoid, and claims with their proof, so that drafts begin close to what may be published.',
		kind: 'project',
		hours: 10,
		serves: { 'marketing.edit-share': [1.5, 2] },
	},
	{
		key: 'mkt-constraints-of-quality',
		title: 'Constraints that keep quality even',
		description:
			'From the corrections of the last month: which rule would have prevented them? Write the rules, run a campaign by them, and count what is left to correct.',
		kind: 'workshop',
		hours: 6,
		capacity: 10,
		serves: { 'marketing.create-campaign': [2], 'marketing.bottleneck': [2], 'marketing.edit-share': [2] },
	},
	{
		key: 'mkt-campaign-from-a-specification',
		title: 'A campaign from a specification',
		description:
			'Specify target group, positioning, limits and measures of success; AI makes the campaign; the team selects and does not rewrite.',
		kind: 'project',
		hours: 16,
		serves: { 'marketing.create-campaign': [2.5], 'marketing.edit-share': [2.5] },
	},
	{
		key: 'mkt-which-problem',
		title: 'Which problem are we solving?',
		description:
			'Read three campaigns from the end: which question of the business did they answer, and which would have been worth more?',
		kind: 'workshop',
		hours: 4,
		capacity: 10,
		serves: { 'marketing.bottleneck': [2.5] },
	},
]
