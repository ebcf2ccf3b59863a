import type { OutlierKind } from '#app/domain/calibration/outliers.ts'

/** Why somebody stands first, in two words and in a sentence. */
export const kindNames: Record<OutlierKind, { name: string; title: string }> = {
	raters: { name: 'Raters differ', title: 'The two raters stand a whole tier or more apart.' },
	family: {
		name: 'Apart from family',
		title: 'A whole tier or more from the middle of the same role family in this group.',
	},
	last: { name: 'Moved', title: 'A whole tier or more from the last cycle.' },
}

export const texts = {
	changed: (name: string) => `The tier of ${name} is changed. Both of the pair see it, with your reason.`,
	refused: {
		'not-calibrating':
			'Tiers are changed while the cycle is in calibration, which it is not. Nothing was changed.',
		locked: 'This group is locked, so nothing of its people changes. Unlock it first. Nothing was changed.',
		'not-eligible': 'This person is exempt or has left. Nothing was changed.',
		'not-agreed': 'There is no result to change: the two have to agree first. Nothing was changed.',
		'same-tier': 'This is the tier that it has. Choose another one.',
		'entry-decides':
			'Tier 0.5 follows from the entry question alone. Reopen the check-in to change the answer. Nothing was changed.',
	},
	tier: 'Choose a tier.',
	reason: 'Say in a sentence why the tier changes: both of the pair read it.',
	unlockReason: 'Say in a sentence why it is opened again.',
	longReason: 'Keep the reason under 1,000 characters.',
	locked: (name: string) => `${name} is locked. Nothing of its people changes until it is unlocked.`,
	unlocked: (name: string) => `${name} is open again.`,
	deleted: (name: string) => `The group ${name} is deleted. What was changed in it stays changed.`,
	saved: (elsewhere: number) =>
		elsewhere === 0
			? 'The group is saved.'
			: `The group is saved. Teams below that are in other groups already stay there: ${elsewhere}.`,
	notRunning: 'This cycle is not running, so its groups can’t be changed. Nothing was changed.',
	notCalibrating:
		'A group is locked while the cycle is in calibration: before, its people still answer. Nothing was changed.',
	groupLocked: 'This group is locked. Unlock it first. Nothing was changed.',
	stale:
		'Somebody else changed this group in the meantime. It is shown as it is now; nothing of yours was saved.',
	nameTaken: 'Another group of this cycle has this name. Choose another one.',
	noTeams: 'Choose at least one team that is in no other group.',
	teamTaken: (teams: readonly { name: string; groupName: string }[]) =>
		`${teams.map(({ name, groupName }) => `${name} is in ${groupName}`).join(', ')}. Take it out there first, or leave it.`,
}
