/** What stands beside every comparison of people with training and people without, on the page and in its file. */
export const noProof = {
	title: 'No proof that training was the cause',
	text: 'People were not chosen by chance: who gets training may be more eager, or have more time or help for it, and moves for that reason. The interval says how far chance alone could move the figure, and nothing of this.',
} as const
