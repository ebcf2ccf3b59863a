import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { GroupLock } from './find-group-lock.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import type { CheckInContent, OwnCheckIn } from './read-check-in.server.ts'
import { readOwnCheckIn } from './read-check-in.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'
import type { PreviousOutcome } from './read-previous-outcome.server.ts'
import { readPreviousOutcome } from './read-previous-outcome.server.ts'

/** Why a check-in cannot be changed any more. */
export type CheckInLock = 'sent' | 'closed' | 'exempt' | 'left' | 'group-locked' | 'no-questions'

export type CheckInForm = {
	pair: Pair
	rater: Rater
	/** Null where the framework has no questions for the family. */
	family: RubricFamily | null
	/** The rater's own; null before the first save. */
	mine: OwnCheckIn | null
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
