import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'

/**
 * One text that changes with everything that the counts of a published cycle depend on and that may still change: targets, the
 * catalogue, the topics chosen, the versions of the result and who was erased. Null while the cycle is being corrected.
 */
export async function readReportMarks(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<string | null> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ marks: string | null }>(
			`SELECT CASE WHEN c.reopened_at IS NULL THEN concat_ws(' ',
				(SELECT max(v.version) FROM snapshot v WHERE v.account_id = $1 AND v.cycle_id = s.cycle_id),
				(SELECT coalesce(sum(hashtextextended(concat_ws(' ', t.id, t.version), 0)), 0) FROM target t WHERE t.account_id = $1),
				(SELECT coalesce(sum(hashtextextended(concat_ws(' ', x.id, x.version), 0)), 0) FROM training_topic x WHERE x.account_id = $1),
				(SELECT concat_ws(' ', count(*), extract(epoch FROM max(e.erased_at))) FROM erased_person e WHERE e.account_id = $1),
				(SELECT count(*) FROM training_topic_family g WHERE g.account_id = $1),
				(SELECT coalesce(sum(hashtextextended(concat_ws(' ', h.family_id, h.question_key, h.from_half_steps, h.topic_id, h.version), 0)), 0)
					FROM training_step_choice h WHERE h.account_id = $1)) END AS marks
			 FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			 WHERE s.account_id = $1 AND s.id = $2`,
			[scope.accountId, snapshotId],
		),
	)
	return rows[0]?.marks ?? null
}
