import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import type { CheckInLock } from './get-check-in-form.server.ts'
import { lockOf } from './get-check-in-form.server.ts'
import type { OwnCheckIn } from './read-check-in.server.ts'
import { readOwnCheckIn } from './read-check-in.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'

export type TakenCheckIn =
	| {
			ok: true
			pair: Pair
			rater: Rater
			family: RubricFamily
			mine: OwnCheckIn | null
			draft: CheckInDraft
	  }
	/** Not the person's to answer, or not there. */
	| { ok: false; reason: 'not-found' }
	| { ok: false; reason: 'locked'; lock: CheckInLock }
	/** Questions that this check-in does not have. */
	| { ok: false; reason: 'other-questions' }

/**
 * Takes hold of a rater's check-in for writing: the cycle keeps its phase and the row its version until the transaction
 * ends. The draft comes back with one answer for every question, in their order.
 *
 * @param options.toSend holds the participant too, which changes with what is sent: before the check-in, as whoever hands
 *   a report over does
 */
export async function takeCheckIn(
	transaction: Transaction,
	scope: AccountScope,
	participantId: string,
	draft: CheckInDraft,
	{ toSend = false }: { toSend?: boolean } = {},
): Promise<TakenCheckIn> {
	const pair = await readPair(transaction, scope, participantId, { holdPhase: true })
	const rater = pair && raterOf(scope, pair)
	if (!pair || !rater) return { ok: false, reason: 'not-found' }
	const family = await readRubricFamily(transaction, scope, pair)
	const group = await findGroupLock(transaction, scope, participantId)
	if (toSend) {
		await transaction.sql.query(
			`SELECT FROM participant WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE`,
			[scope.accountId, participantId],
		)
	}
	const mine = await readOwnCheckIn(transaction, scope, { participantId, rater }, { lock: true })
	const lock = lockOf(pair, family, mine, group)
	if (lock !== null || family === null) return { ok: false, reason: 'locked', lock: lock ?? 'no-questions' }
	const keys = family.questions.map(({ key }) => key)
	if (draft.answers.some(({ questionKey }) => !keys.includes(questionKey))) {
		return { ok: false, reason: 'other-questions' }
	}
	const answers = keys.map(
		(questionKey) =>
			draft.answers.find((answer) => answer.questionKey === questionKey) ?? {
				questionKey,
				halfSteps: null,
				evidenceUrl: null,
				evidenceNote: null,
			},
	)
	return { ok: true, pair, rater, family, mine, draft: { ...draft, answers } }
}
