import type { TopicSeed } from './topic-seed.ts'

export const topicsOfDesign: readonly TopicSeed[] = [
	{
		key: 'design-mixed-deliverable',
		title: 'One deliverable, half by AI',
		description:
			'Make a running deliverable twice, by hand and with AI, and decide part by part which way to keep.',
		kind: 'pairing',
		hours: 5,
		capacity: 2,
		serves: { 'design.produce': [1], 'design.growing-skills': [1] },
	},
	{
		key: 'design-tool-trial',
		title: 'A fair trial of tools',
		description:
			'The same three tasks with each tool, judged blind by time, quality and fit; the list of what stays is the result.',
		kind: 'workshop',
		hours: 4,
		capacity: 8,
		serves: { 'design.bottleneck': [1] },
	},
	{
		key: 'design-direct-a-system',
		title: 'Direct a design system',
		description:
			'From drawing to directing: set direction, have AI make layouts and variants, and spend the time on the decisions.',
		kind: 'course',
		hours: 10,
		capacity: 12,
		serves: { 'design.produce': [1.5], 'design.bottleneck': [1.5], 'design.growing-skills': [1.5] },
	},
	{
		key: 'design-critique-at-scale',
		title: 'Critique of many at once',
		description:
			'Judge a hundred variants in an hour by criteria set beforehand, compare with a colleague, and sharpen the criteria.',
		kind: 'workshop',
		hours: 3,
		capacity: 8,
		serves: { 'design.growing-skills': [2] },
	},
	{
		key: 'design-brand-constraints',
		title: 'Constraints for the brand',
		description:
			'Write the brand’s rules so that AI can keep to them: space, type, colour, images, tone; test them on assets nobody has touched.',
		kind: 'project',
		hours: 12,
		serves: { 'design.produce': [2], 'design.bottleneck': [2] },
	},
	{
		key: 'design-reading-constraints',
		title: 'Reading: which constraints matter',
		description:
			'Read two public design systems for what they forbid and what they leave open, and discuss which rule carries most.',
		kind: 'reading',
		hours: 2,
		serves: { 'design.bottleneck': [2.5] },
	},
	{
		key: 'design-specify-and-judge',
		title: 'Specify and judge',
		description:
			'Deliver a specification with criteria for quality instead of artboards; AI makes the artefacts, you select, and nothing is redrawn.',
		kind: 'project',
		hours: 14,
		serves: { 'design.produce': [2.5], 'design.bottleneck': [2.5], 'design.growing-skills': [2.5] },
	},
]
