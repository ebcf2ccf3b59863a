import { reachOf } from '#app/domain/access/policy.ts'
import { takesAgreements } from '#app/domain/check-in/phases.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import { isAboveParticipant } from './is-above-participant.server.ts'
import { isCalibrated } from './is-calibrated.server.ts'
import type { CalibrationChange } from './list-calibration-changes.server.ts'
import { listCalibrationChanges } from './list-calibration-changes.server.ts'
import { isAgreedBy } from './may-agree.server.ts'
import type { CheckInContent } from './read-check-in.server.ts'
import { readClosedSides } from './read-check-in.server.ts'
import type { OutcomeContent } from './read-outcome.server.ts'
import { readOutcome } from './read-outcome.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'
import { readPublishedOutcome } from './read-published-outcome.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'

/** As whom a person looks at a pair: one of the two, HR, or a manager further up. */
export type AgreementViewer = 'self' | 'manager' | 'hr' | 'above'

export type Agreement = {
	pair: Pair
	viewer: AgreementViewer
	family: RubricFamily | null
	/** What was sent. Both null while the pair is open. The notes are for the two alone. */
	self: CheckInContent | null
	manager: CheckInContent | null
	outcome: OutcomeContent | null
	/** Whether it was agreed before the participant was reopened, so that the two have to agree anew. */
	isEarlier: boolean
	/** What calibration changed of the outcome, newest first. */
	changes: CalibrationChange[]
	/** Whether this person may agree, or agree anew. */
	mayAgree: boolean
}

/**
 * A pair side by side with what it agreed. Both of the pair and HR see answers once the pair is closed, who stands further
 * up sees outcomes only, and answers with their evidence while the cycle is in calibration; null for everybody else.
 */
export async function getAgreement(scope: AccountScope, participantId: string): Promise<Agreement | null> {
	return withAccount(scope, async (transaction) => {
		const pair = await readPair(transaction, scope, participantId)
		if (pair === null) return null
		const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: false }
		const viewer =
			raterOf(scope, pair) ??
			(reachOf(person, 'outcomes.read').has('all') ? 'hr' : null) ??
			((await isAboveParticipant(transaction, scope, pair)) ? 'above' : null)
		if (viewer === null) return null

		const family = await readRubricFamily(transaction, scope, pair)
		const calibrates = viewer === 'above' && pair.phase === 'calibration'
		const read = viewer === 'above' && !calibrates ? readPublishedOutcome : readOutcome
		const outcome = await read(transaction, scope, participantId)
		const isEarlier =
			outcome !== null && pair.reopenedAt !== null && outcome.agreedAt.getTime() < pair.reopenedAt.getTime()
		const changes = outcome ? await listCalibrationChanges(transaction, scope, participantId) : []
		if (viewer === 'above' && !calibrates) {
			if (outcome === null) return null
			const tierOnly = { ...outcome, tierReason: null }
			return {
				...{ pair, viewer, family, outcome: tierOnly, isEarlier, changes },
				...{ self: null, manager: null, mayAgree: false },
			}
		}
		const sides = await readClosedSides(transaction, scope, participantId)
		const ofThePair = viewer === 'self' || viewer === 'manager'
		const shown = (side: CheckInContent | null) => (side && !ofThePair ? { ...side, note: null } : side)
		const group = await findGroupLock(transaction, scope, participantId)
		return {
			pair,
			viewer,
			family,
			self: shown(sides.self),
			manager: shown(sides.manager),
			outcome,
			isEarlier,
			changes,
			mayAgree:
				isAgreedBy(scope, pair) &&
				sides.self !== null &&
				sides.manager !== null &&
				pair.state === 'active' &&
				takesAgreements(pair) &&
				!group?.isLocked &&
				!(await isCalibrated(transaction, scope, participantId)),
		}
	})
}
