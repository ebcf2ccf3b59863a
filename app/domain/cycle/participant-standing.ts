import type { CyclePhase } from './cycle-phase.ts'

/**
 * Where a participant of a cycle stands, each in exactly one:
 * - `agreed`: both raters agreed
 * - `to-agree`: both submitted, not agreed yet
 * - `waits-for-self`, `waits-for-manager`, `waits-for-both`: not submitted yet, and they can
 * - `single-rater`: the other rater cannot exist (no user account, or no manager), and the one who can has submitted
 * - `waits-for-only-rater`: the same, not submitted yet
 * - `no-rater`: neither the member nor a manager has a user account
 * - `not-assessed`: the cycle is published, and none of the above led to an outcome
 * - `exempt`, `left`: not eligible
 */
export const participantStandings = [
	'agreed',
	'single-rater',
	'to-agree',
	'waits-for-both',
	'waits-for-self',
	'waits-for-manager',
	'waits-for-only-rater',
	'no-rater',
	'not-assessed',
	'exempt',
	'left',
] as const
export type ParticipantStanding = (typeof participantStandings)[number]

/** How many participants stand where. */
export type StandingCounts = Record<ParticipantStanding, number>

export function isParticipantStanding(value: string): value is ParticipantStanding {
	return (participantStandings as readonly string[]).includes(value)
}

/**
 * Assessed: has a result, or gets one with nobody left to wait for. Of those whom one rater alone answers for the result is made when
 * calibration begins (`countToBecomeResults`): until then a live heatmap, which is of results, has that many fewer.
 */
export const assessedStandings: readonly ParticipantStanding[] = ['agreed', 'single-rater']

/** Eligible without a tier: becomes 'not assessed' if the cycle is published now. */
export const unassessedStandings: readonly ParticipantStanding[] = [
	'to-agree',
	'waits-for-both',
	'waits-for-self',
	'waits-for-manager',
	'waits-for-only-rater',
	'no-rater',
	'not-assessed',
]

/** Somebody has not sent yet, and can. */
export const waitingStandings: readonly ParticipantStanding[] = [
	'waits-for-both',
	'waits-for-self',
	'waits-for-manager',
	'waits-for-only-rater',
]

const sumOf = (counts: StandingCounts, standings: readonly ParticipantStanding[]) =>
	standings.reduce((sum, standing) => sum + counts[standing], 0)

/** The sum of some standings. */
export function countOf(counts: StandingCounts, ...standings: ParticipantStanding[]): number {
	return sumOf(counts, standings)
}

export function countAssessed(counts: StandingCounts): number {
	return sumOf(counts, assessedStandings)
}

/** Of those assessed: how many have no result yet, because one rater alone has sent and calibration has not begun. */
export function countToBecomeResults(counts: StandingCounts, phase: CyclePhase): number {
	return phase === 'open' || phase === 'review' ? counts['single-rater'] : 0
}

export function countUnassessed(counts: StandingCounts): number {
	return sumOf(counts, unassessedStandings)
}

/** Participants without exempt and left. */
export function countEligible(counts: StandingCounts): number {
	return countAssessed(counts) + countUnassessed(counts)
}

export function noStandings(): StandingCounts {
	return Object.fromEntries(participantStandings.map((standing) => [standing, 0])) as StandingCounts
}
