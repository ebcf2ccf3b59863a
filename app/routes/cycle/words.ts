import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { ParticipantStanding, StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { formatNumber } from '#app/ui/format.tsx'

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

/** '1 person', '12 people'. */
export function peopleText(count: number, locale: string): string {
	return `${formatNumber(count, locale)} ${count === 1 ? 'person' : 'people'}`
}

/** 'tomorrow', 'in 12 days'. */
export function inDays(days: number, locale: string): string {
	if (days === 1) return 'tomorrow'
	return `in ${formatNumber(days, locale)} days`
}

/** The sum of some standings. */
export function countOf(counts: StandingCounts, ...standings: ParticipantStanding[]): number {
	return standings.reduce((sum, standing) => sum + counts[standing], 0)
}

export const phaseTexts: Record<CyclePhase, string> = {
	draft: 'Nobody is asked yet.',
	open: 'People and their managers answer.',
	review: 'The answers are in review.',
	calibration: 'The results are being compared.',
	published: 'Published. Only a correction changes it, as a new version.',
}
