import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'

const texts: Partial<Record<ParticipantStanding, string>> = {
	agreed: 'Agreed anew',
	'single-rater': 'One rater sent',
	'to-agree': 'Both sent, to agree',
	'waits-for-both': 'Waiting for both',
	'waits-for-self': 'Waiting for the person',
	'waits-for-manager': 'Waiting for the manager',
	'waits-for-only-rater': 'Waiting for the only rater',
	'no-rater': 'Nobody can answer',
}

/** How far somebody is since they were reopened. */
export const progressText = (standing: ParticipantStanding): string =>
	texts[standing] ?? 'No longer taking part'
