import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Empties what a manager had saved and not sent about participants whom somebody else takes over: a draft is its writer's
 * alone.
 */
export async function clearManagerDrafts(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ participantIds }: { participantIds: readonly string[] },
): Promise<void> {
	const { rows } = await sql.query<{ id: string }>(
		`UPDATE check_in SET uses_ai = NULL, suggested_tier = NULL, tier = NULL, tier_reason = NULL, what_changed = NULL,
			note = NULL,
			version = version + 1, updated_at = now()
		 WHERE account_id = $1 AND participant_id = ANY ($2::uuid[]) AND rater = 'manager' AND submitted_at IS NULL
		 RETURNING id`,
		[accountId, participantIds],
	)
	if (rows.length === 0) return
	await sql.query(
		`UPDATE check_in_answer SET half_steps = NULL, evidence_url = NULL, evidence_note = NULL
		 WHERE account_id = $1 AND check_in_id = ANY ($2::uuid[])`,
		[accountId, rows.map(({ id }) => id)],
	)
}
