/** By question key, then by the half-steps at which the step begins. */
export type StepObjectives = Readonly<Record<string, Readonly<Record<number, string>>>>

/**
 * What each step of the built-in map is for, in Contour's own words: drawn from the two options between which it leads. A
 * rubric of an account's own has none of these (step-texts.ts). Pages take this module along to the browser, so it has no schema.
 */
export const builtInObjectives: StepObjectives = {
	'engineering.entry': { 1: 'Make AI an everyday tool for completing, looking up and explaining code.' },
	'engineering.start-feature': {
		2: 'Hand parts of a new feature to AI, and try out which prompts, in which order, get them done.',
		3: 'Begin a feature by describing it to AI; review what comes of it, and go round again.',
		4: 'Put a detailed specification with its constraints first, and let tests say whether the result holds.',
		5: 'Add the test cases to the written specification, and leave the implementation to AI.',
	},
	'engineering.wrong-code': {
		2: 'Change the prompt before you change the code, and keep those that work as templates.',
		3: 'Mend what AI was given, the prompt or its context, and have the code made anew.',
		4: 'Ask which scenario or check should have caught the mistake, and improve that.',
		5: 'Before any debugging, rebuild what AI understands: think it through together, and specify anew.',
	},
	'engineering.share-with-team': {
		2: 'Show teammates an experiment with AI that worked, with the drafts of its prompts.',
		3: 'Turn what worked once into templates and context files that the whole team uses.',
		4: 'Share how you specify and how you verify, as patterns that others can follow.',
		5: 'Build up a library of scenarios with the team, to specify and to test by.',
	},
	'marketing.entry': { 1: 'Make AI an everyday tool for ideas and first drafts.' },
	'marketing.create-campaign': {
		2: 'Test AI on single steps of a campaign, and collect the prompts that work.',
		3: 'Write the brief first, have AI make variants of it, and choose among them.',
		4: 'State strategy and constraints so exactly that most deliverables need only a light edit.',
		5: 'State strategy and constraints so that AI can make the whole campaign by them.',
	},
	'marketing.bottleneck': {
		2: 'Take writing and production off your hands by finding the AI workflows that last.',
		3: 'Settle the workflows that last, so that your time goes to reviews and to strategy.',
		4: 'Write down the constraints that keep quality even, so that not every piece waits for your review.',
		5: 'Use the time that this gains on which problem marketing should solve at all.',
	},
	'marketing.edit-share': {
		2: 'Improve workflow and prompts after each piece, until no more than 50 to 70% of the output is edited.',
		3: 'Give AI the brand’s voice and good examples, until 30 to 50% of its output is edited.',
		4: 'Select more than you rewrite: edit 15 to 25% of the output.',
		5: 'Select, and no longer rewrite: edit 10 to 20% of the output.',
	},
	'customer-service.entry': { 1: 'Make AI an everyday tool for suggesting replies to customers.' },
	'customer-service.day': {
		2: 'Try AI on whole categories of tickets, and build templates for their replies.',
		3: 'Move your day from answering to training AI, taking escalations and reviewing quality.',
		4: 'Design when a case goes to a person, and watch over AI’s quality by its metrics.',
		5: 'Design the service strategy as a whole, with the rules by which cases are escalated.',
	},
	'customer-service.bad-answer': {
		2: 'After a bad answer improve the template or the article behind it, besides the reply.',
		3: 'Trace a bad answer to the knowledge or the training data that it came from, and update that.',
		4: 'Where bad answers come back, redesign what counts as a good one, or the data AI is trained on.',
		5: 'Redesign which cases go to people, and by what standard answers are judged.',
	},
	'customer-service.performance': {
		2: 'Follow how good your templates are and how much AI is used, beside tickets and response time.',
		3: 'Follow how much AI resolves without people, and how good the escalations are.',
		4: 'Answer for the design of the system: measure whether quality holds as volume grows.',
		5: 'Answer for the service: measure its quality, and what the design of the system does for it.',
	},
	'sales.entry': { 1: 'Make AI an everyday tool for drafts of mails and basic research.' },
	'sales.admin-share': {
		2: 'Find the admin that repeats and automate it, until it takes 50 to 60% of your time.',
		3: 'Let AI take over what you have automated, until admin takes 30 to 40% of your time.',
		4: 'Have systems handle most admin while you check them, until it takes 15 to 25% of your time.',
		5: 'Take the last routine steps out of your day, and keep admin under 15% of your time.',
	},
	'sales.research-prospect': {
		2: 'Build an AI workflow for researching a prospect, and try what of it runs by itself.',
		3: 'Have AI write the research brief, and put your time into reviewing it.',
		4: 'Let AI research from end to end, and make strategy of what it finds.',
		5: 'Let AI find and qualify prospects, and give your time to relationships.',
	},
	'sales.advantage': {
		2: 'Look for your edge in better workflows, and try them out, rather than in doing more.',
		3: 'Make judgment your edge: which deals to pursue, and how.',
		4: 'Put your judgment into a system that the whole sales process runs on.',
		5: 'Write down what a good prospect, deal and proposal look like, so that AI can work by it.',
	},
	'design.entry': { 1: 'Make AI an everyday tool for mood boards, first concepts and copy.' },
	'design.produce': {
		2: 'Make part of your deliverables with AI, and know which ones you keep by hand.',
		3: 'Work on the design system and its direction, and have AI make the deliverables.',
		4: 'Add constraints to the design system, until most assets come from AI within them.',
		5: 'Deliver specifications and criteria for quality, by which AI produces and you judge.',
	},
	'design.bottleneck': {
		2: 'Win time in production by finding out which AI tools suit your workflow.',
		3: 'Settle on the tools that suit, so that the design decisions get your time.',
		4: 'Turn decisions that come back into constraints that keep the brand’s quality even.',
		5: 'Find out which constraints are the right ones, and define them before anything is made.',
	},
	'design.growing-skills': {
		2: 'Beyond mastering tools, learn to design prompts and to fit AI into your work.',
		3: 'Practise thinking in systems, and judging what is right for the brand.',
		4: 'Learn to specify constraints, and to judge quality over many pieces at once.',
		5: 'Write specifications that AI can work by, and keep your taste sure over a large output.',
	},
	'transition.legacy-patterns': {
		2: 'Tell what in your work repeats so much that AI can take it over, and begin with one such part.',
	},
	'transition.specification-engineering': {
		4: 'Write what you want so clearly that AI can carry it out while nobody watches over it.',
	},
}

/** The objective of a step for which nobody has written one: made of the two options between which it leads. */
export const objectiveOfOptions = ({ from, to }: { from: string; to: string }): string =>
	`Get from “${from}” to “${to}”.`
