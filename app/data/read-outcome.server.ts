import type { Rater } from '#app/domain/check-in/rater.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { outcomeIsOpen } from './closed-pair.server.ts'
import type { Transaction } from './database.server.ts'

export type OutcomeContent = {
	version: number
	tier: HalfSteps
	suggestedTier: HalfSteps | null
	tierReason: string | null
	singleRater: Rater | null
	agreedAt: Date
	answers: { questionKey: string; halfSteps: HalfSteps }[]
}

/**
 * What was agreed about a participant; null before, and while the pair is open. Of a published cycle that is being corrected
 * it may be newer than what is published.
 *
 * @param options.lock holds the row until the transaction ends: for writing
 */
export async function readOutcome(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
	{ lock = false }: { lock?: boolean } = {},
): Promise<OutcomeContent | null> {
	const { rows } = await sql.query<OutcomeContent>(
		`SELECT o.version, o.tier, o.suggested_tier AS "suggestedTier", o.tier_reason AS "tierReason",
			o.single_rater AS "singleRater", o.agreed_at AS "agreedAt",
			(SELECT coalesce(json_agg(json_build_object('questionKey', a.question_key, 'halfSteps', a.half_steps)
					ORDER BY a.question_key), '[]')
				FROM outcome_answer a WHERE a.account_id = o.account_id AND a.participant_id = o.participant_id) AS answers
		 FROM outcome o
		 JOIN participant p ON p.account_id = o.account_id AND p.id = o.participant_id
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE o.account_id = $1 AND o.participant_id = $2 AND ${outcomeIsOpen} ${lock ? 'FOR UPDATE OF o' : ''}`,
		[scope.accountId, participantId],
	)
	return rows[0] ?? null
}
