import type { CycleDateName } from './cycle-dates.ts'
import type { CyclePhase } from './cycle-phase.ts'
import type { ParticipantStanding, StandingCounts } from './participant-standing.ts'
import { unassessedStandings } from './participant-standing.ts'

/** What begins with a phase: 'The review begins'. */
export const phaseBegins: Record<Exclude<CyclePhase, 'draft'>, string> = {
	open: 'Check-ins open',
	review: 'The review begins',
	calibration: 'Calibration begins',
	published: 'The results are published',
}

/** What is asked in a phase, as the line of phases names it. */
export const phaseNames: Record<CyclePhase, string> = {
	draft: 'Draft',
	open: 'Check-ins',
	review: 'Review',
	calibration: 'Calibration',
	published: 'Published',
}

export const dateNames: Record<CycleDateName, string> = {
	opensOn: 'Check-ins open',
	reviewOn: 'Review begins',
	calibrationOn: 'Calibration begins',
	publishesOn: 'Results are published',
}

/** What ends when a phase begins, said before it does. */
export const endsWith: Record<'review' | 'calibration' | 'published', readonly string[]> = {
	review: [
		'People should have sent theirs by now; whoever has not is late, and can still send.',
		'Managers review: they too can still save and send until calibration begins.',
	],
	calibration: [
		'No check-in can be saved or sent any more. Drafts that were not sent stay unsent.',
		'What only one side has sent can be read by both, and becomes no result: the person is not assessed.',
		'Pairs of which both sides are in can still agree until publication.',
	],
	published: [
		'Whoever has not agreed by then is published as not assessed.',
		'Nothing can be answered, agreed or exempted any more.',
	],
}

/** Why a participant would be not assessed, for the list before publication. */
export const reasonNames: Partial<Record<ParticipantStanding, string>> = {
	'to-agree': 'Both have sent theirs and not agreed',
	'waits-for-both': 'Neither has sent theirs',
	'waits-for-self': 'Only the manager has sent theirs',
	'waits-for-manager': 'Only the person has sent theirs',
	'waits-for-only-rater': 'The only one who can answer has not',
	'no-rater': 'Nobody has a user account to answer with',
}

/** Who would miss the end of a phase, and why: the standings that somebody is in. */
export function missingOf(
	counts: StandingCounts,
): { standing: ParticipantStanding; count: number; why: string }[] {
	return unassessedStandings.flatMap((standing) => {
		const why = reasonNames[standing]
		return why && counts[standing] > 0 ? [{ standing, count: counts[standing], why }] : []
	})
}

/** Why a cycle could not be opened, with what to do. */
export const openRefusals = {
	gone: 'This cycle does not exist any more.',
	'no-participants':
		'Nobody can take part: no active member of the roster that it asks has a role family. Add people first, or change whom it asks.',
	'another-running': (name: string) =>
		`Publish ${name} first: one cycle runs at a time, so that nobody answers for two quarters at once.`,
	'before-published': (name: string) =>
		`${name} is published and lies after this quarter, so this one can’t be opened any more.`,
	'dates-passed': (date: CycleDateName) =>
		`The day on which ${datePhrases[date]} has come already, so the cycle would end as it opens. Give it later dates first.`,
	'not-due': 'Its day was moved meanwhile.',
}

const datePhrases: Record<CycleDateName, string> = {
	opensOn: 'check-ins open',
	reviewOn: 'the review begins',
	calibrationOn: 'calibration begins',
	publishesOn: 'the results are published',
}

/** The same of a refused opening. */
export function describeOpenRefusal(
	refusal:
		| { reason: 'gone' | 'no-participants' | 'not-due' }
		| { reason: 'another-running' | 'before-published'; name: string }
		| { reason: 'dates-passed'; date: CycleDateName },
): string {
	if (refusal.reason === 'dates-passed') return openRefusals['dates-passed'](refusal.date)
	return 'name' in refusal ? openRefusals[refusal.reason](refusal.name) : openRefusals[refusal.reason]
}
