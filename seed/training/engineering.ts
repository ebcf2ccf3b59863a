import type { TopicSeed } from './topic-seed.ts'

export const topicsOfEngineering: readonly TopicSeed[] = [
	{
		key: 'eng-prompt-before-patch',
		title: 'Prompt before patch',
		description:
			'Pair on a feature of the running sprint. One drives AI, the other watches that nobody mends code by hand before the prompt was changed.',
		kind: 'pairing',
		hours: 4,
		capacity: 2,
		serves: { 'engineering.start-feature': [1], 'engineering.wrong-code': [1] },
	},
	{
		key: 'eng-show-and-tell',
		title: 'Show what worked',
		description:
			'Half an hour every other week: one experiment with AI, its prompts and what came of it, with the failures.',
		kind: 'workshop',
		hours: 3,
		serves: { 'engineering.share-with-team': [1] },
	},
	{
		key: 'eng-describe-review-iterate',
		title: 'Describe, review, iterate',
		description:
			'Build a small feature without typing code: describe it, read the whole change as in a review, say what is wrong, go round again.',
		kind: 'course',
		hours: 8,
		capacity: 12,
		serves: { 'engineering.start-feature': [1.5], 'engineering.wrong-code': [1.5] },
	},
	{
		key: 'eng-context-files',
		title: 'Context files for our repository',
		description:
			'The team writes down what AI keeps getting wrong about its code: structure, conventions, commands, limits. Templates for the commonest tasks go beside it.',
		kind: 'project',
		hours: 8,
		serves: { 'engineering.share-with-team': [1.5], 'engineering.wrong-code': [1.5] },
	},
	{
		key: 'eng-specs-and-tests-first',
		title: 'Specifications and tests first',
		description:
			'Write constraints and acceptance tests for a story before anything is generated, and let the tests alone say when it is done.',
		kind: 'workshop',
		hours: 8,
		capacity: 10,
		serves: { 'engineering.start-feature': [2], 'engineering.wrong-code': [2] },
	},
	{
		key: 'eng-verification-patterns',
		title: 'Patterns of specification and verification',
		description:
			'Collect from the team’s own work how a specification was written and how its result was checked, and agree which patterns to keep.',
		kind: 'workshop',
		hours: 5,
		serves: { 'engineering.share-with-team': [2] },
	},
	{
		key: 'eng-feature-end-to-end',
		title: 'One feature, end to end by an agent',
		description:
			'Specify a feature with test cases, have an agent implement it and open the change, and step in only where a check fails.',
		kind: 'project',
		hours: 16,
		serves: { 'engineering.start-feature': [2.5] },
	},
	{
		key: 'eng-recalibration',
		title: 'Recalibrate before you debug',
		description:
			'Take a story on which AI is stuck. Three people rebuild what it understands, specify anew and start again; then compare with the time that debugging had taken.',
		kind: 'workshop',
		hours: 4,
		capacity: 8,
		serves: { 'engineering.wrong-code': [2.5] },
	},
	{
		key: 'eng-scenario-library',
		title: 'A library of scenarios',
		description:
			'Turn incidents, bugs and edge cases of the last quarters into scenarios that every specification can name and every check can run.',
		kind: 'project',
		hours: 14,
		serves: { 'engineering.share-with-team': [2.5] },
	},
]
