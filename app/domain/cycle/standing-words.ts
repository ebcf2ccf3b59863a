import type { CyclePhase } from './cycle-phase.ts'
import type { ParticipantStanding } from './participant-standing.ts'
import {
	assessedStandings,
	isParticipantStanding,
	unassessedStandings,
	waitingStandings,
} from './participant-standing.ts'

/** In a word or two. */
const standingNames: Record<ParticipantStanding, string> = {
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

/** The same once no answers are taken: nobody is waited for. */
const namesInCalibration: Partial<Record<ParticipantStanding, string>> = {
	'waits-for-both': 'Neither sent',
	'waits-for-self': 'Person has not sent',
	'waits-for-manager': 'Manager has not sent',
	'waits-for-only-rater': 'Only rater has not sent',
}

/** Where a participant stands, in the words of the cycle's phase. */
export function standingNameIn(phase: CyclePhase, standing: ParticipantStanding): string {
	return (phase === 'calibration' ? namesInCalibration[standing] : undefined) ?? standingNames[standing]
}

/** What the participants are called of whom an answer is missing that could be given, or could have been. */
export function waitingNameIn(phase: CyclePhase): string {
	return phase === 'calibration' ? 'Answers missing' : 'Waiting for answers'
}

/** Why a heatmap of a running cycle has fewer people than are assessed; null where it has all of them. */
export function describeToBecomeResults(count: number, number: (value: number) => string): string | null {
	if (count === 0) return null
	return `${number(count)} of them by one rater alone, because the other can’t answer: a result, and on the heatmap, once calibration begins.`
}

/** The standings that a filter's word stands for: one of them, or a group; undefined for all. */
export function standingsOf(filter: string): readonly ParticipantStanding[] | undefined {
	if (filter === 'assessed') return assessedStandings
	if (filter === 'unassessed') return unassessedStandings
	if (filter === 'waiting') return waitingStandings
	return isParticipantStanding(filter) ? [filter] : undefined
}
