import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { GroupLock } from './find-group-lock.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import type { CheckInContent } from './read-check-in.server.ts'
import { readOwnCheckIn } from './read-check-in.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/** Why a check-in cannot be changed any more. */
export type CheckInLock = 'sent' | 'closed' | 'exempt' | 'left' | 'group-locked' | 'no-questions'

export type PreviousOutcome = {
	cycleName: string
	tier: HalfSteps
	/** Whether it was asked by another version of the framework: then only the tier can be compared. */
	isOtherVersion: boolean
	/** None of another version: a question may have got other words, or other options. */
	answers: { questionKey: string; halfSteps: HalfSteps }[]
}

export type CheckInForm = {
	pair: Pair
	rater: Rater
	/** Null where the framework has no questions for the family. */
	family: RubricFamily | null
	/** The rater's own; null before the first save. */
	mine: CheckInContent | null
	/** What was agreed in the last published cycle before this one, for who may see it there: not for a manager since then. */
	previous: PreviousOutcome | null
	lock: CheckInLock | null
}

export function lockOf(
	pair: Pair,
	family: RubricFamily | null,
	mine: CheckInContent | null,
	group: GroupLock | null,
): CheckInLock | null {
	if (mine?.submittedAt) return 'sent'
	if (pair.state !== 'active') return pair.state
	if (!takesAnswers(pair)) return 'closed'
	if (group?.isLocked) return 'group-locked'
	return family === null ? 'no-questions' : null
}

/** What one rater fills in about a participant: their own side only. Null for everybody who does not rate this participant. */
export async function getCheckInForm(
	scope: AccountScope,
	participantId: string,
): Promise<CheckInForm | null> {
	return withAccount(scope, async (transaction) => {
		const pair = await readPair(transaction, scope, participantId)
		if (pair === null) return null
		const rater = raterOf(scope, pair)
		if (rater === null) return null
		const family = await readRubricFamily(transaction, scope, pair)
		const mine = await readOwnCheckIn(transaction, scope, { participantId, rater })
		const previous = await readPreviousOutcome(transaction, scope, pair)
		const group = await findGroupLock(transaction, scope, participantId)
		return { pair, rater, family, mine, previous, lock: lockOf(pair, family, mine, group) }
	})
}

async function readPreviousOutcome(
	{ sql }: Transaction,
	scope: AccountScope,
	pair: Pair,
): Promise<PreviousOutcome | null> {
	const { rows } = await sql.query<PreviousOutcome>(
		`WITH last AS (
			SELECT p.id, c.id AS cycle_id, c.name AS cycle_name, coalesce(e.tier, o.tier) AS tier, e.answers,
				c.framework_version_id <> $5 AS is_other_version
			FROM participant p
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			LEFT JOIN ${publishedBeforeCorrection()} e ON true
			WHERE p.account_id = $1 AND p.member_id = $2 AND c.phase = 'published' AND c.starts_on < $3::date
				AND (e.participant_id IS NULL OR e.tier IS NOT NULL)
			ORDER BY c.starts_on DESC, c.id LIMIT 1
		 )
		 SELECT last.cycle_name AS "cycleName", last.tier, last.is_other_version AS "isOtherVersion",
			(SELECT coalesce(json_agg(json_build_object('questionKey', a.key, 'halfSteps', a.half_steps)), '[]') FROM (
				SELECT a.question_key AS key, a.half_steps FROM outcome_answer a
				WHERE a.account_id = $1 AND a.participant_id = last.id AND last.answers IS NULL
				UNION ALL
				SELECT kept.key, kept.value::smallint FROM jsonb_each_text(last.answers) kept
			) a WHERE NOT last.is_other_version) AS answers
		 FROM last
		 WHERE last.id IN (${seenParticipants({ account: '$1', cycle: 'last.cycle_id', member: '$4' })})`,
		[scope.accountId, pair.memberId, pair.startsOn, scope.memberId, pair.frameworkVersionId],
	)
	return rows[0] ?? null
}
