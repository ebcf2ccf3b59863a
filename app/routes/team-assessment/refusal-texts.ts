/** Why nothing was changed, in words. */
export const refusalTexts = {
	unknown: 'This form is out of date. Load the page again.',
	closed: 'The cycle is published, so its assessments stay as they are.',
	revealed: 'The views were revealed meanwhile, so no more are taken.',
	sent: 'Your view is in already. It is locked.',
	agreed: 'This was agreed meanwhile. Take it up again to change it.',
	'not-revealed': 'The views are not revealed yet.',
	gone: 'This is no longer proposed: somebody changed it.',
	own: 'You proposed it yourself: somebody else has to confirm it.',
	nobody: 'No view is in yet. Reveal when somebody has sent one.',
	stale:
		'Somebody else saved something meanwhile. Nothing of yours is lost: look at what changed, then save again.',
	'other-count': 'How many views are in has changed since you loaded the page. Look again, then reveal.',
	'other-proposal': 'What is proposed has changed since you loaded the page. Look at it again, then confirm.',
	'no-evidence': 'This piece of evidence, or its metric, is not there any more. Choose another.',
} as const
