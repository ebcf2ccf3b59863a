import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { OutcomeContent } from './read-outcome.server.ts'
import { readOutcome } from './read-outcome.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'

/** `readOutcome` for who takes no part in a correction: while one goes on, what is published; null for not assessed. */
export async function readPublishedOutcome(
	transaction: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<OutcomeContent | null> {
	const { rows } = await transaction.sql.query<
		Omit<OutcomeContent, 'tier'> & { tier: OutcomeContent['tier'] | null }
	>(
		`SELECT 0 AS version, e.tier, e.suggested_tier AS "suggestedTier", e.tier_reason AS "tierReason",
			e.single_rater AS "singleRater", e.agreed_at AS "agreedAt",
			(SELECT coalesce(json_agg(json_build_object('questionKey', a.key, 'halfSteps', a.value::smallint) ORDER BY a.key), '[]')
				FROM jsonb_each_text(e.answers) a) AS answers
		 FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN ${publishedBeforeCorrection()} e ON true
		 WHERE p.account_id = $1 AND p.id = $2`,
		[scope.accountId, participantId],
	)
	const [published] = rows
	if (!published) return readOutcome(transaction, scope, participantId)
	const { tier, ...rest } = published
	return tier === null ? null : { ...rest, tier }
}
