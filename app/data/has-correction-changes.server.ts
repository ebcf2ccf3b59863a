import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { sentAnewAlone } from './renew-single-rater-outcomes.server.ts'

/**
 * SQL: whether the result of participant `p` with outcome `o` is another one than that kept as `e` of earlier_outcome: the
 * tier, an answer, or who rated.
 */
export const isOtherResult = `(
	(o.tier, o.single_rater) IS DISTINCT FROM (e.tier, e.single_rater)
	OR coalesce((SELECT jsonb_object_agg(a.question_key, a.half_steps) FROM outcome_answer a
		WHERE a.account_id = p.account_id AND a.participant_id = p.id), '{}') <> e.answers
)`

/** Whether a version published now would differ from the newest one. */
export async function hasCorrectionChanges(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, today }: { cycleId: string; today: Day },
): Promise<boolean> {
	const { rows } = await sql.query<{ changed: boolean }>(
		`SELECT EXISTS (
			SELECT FROM participant p
			JOIN earlier_outcome e ON e.account_id = p.account_id AND e.cycle_id = p.cycle_id AND e.participant_id = p.id
			LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.reopened_at IS NOT NULL
				AND e.version = (SELECT max(s.version) FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2)
				AND ${isOtherResult}
		 ) OR EXISTS (${sentAnewAlone}) AS changed`,
		[accountId, cycleId, today],
	)
	return rows[0]?.changed ?? false
}
