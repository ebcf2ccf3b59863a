import type { ParticipantStanding } from './participant-standing.ts'
import {
	assessedStandings,
	isParticipantStanding,
	unassessedStandings,
	waitingStandings,
} from './participant-standing.ts'

/** Where a participant stands, in a word or two. */
export const standingNames: Record<ParticipantStanding, string> = {
	agreed: 'Agreed',
	'single-rater': 'One rater',
	'to-agree': 'Both sent, to agree',
	'waits-for-both': 'Waiting for both',
	'waits-for-self': 'Waiting for the person',
	'waits-for-manager': 'Waiting for the manager',
	'waits-for-only-rater': 'Waiting for the only rater',
	'no-rater': 'Nobody can answer',
	'not-assessed': 'Not assessed',
	exempt: 'Exempt',
	left: 'Left',
}

/** The standings that a filter's word stands for: one of them, or a group; undefined for all. */
export function standingsOf(filter: string): readonly ParticipantStanding[] | undefined {
	if (filter === 'assessed') return assessedStandings
	if (filter === 'unassessed') return unassessedStandings
	if (filter === 'waiting') return waitingStandings
	return isParticipantStanding(filter) ? [filter] : undefined
}
