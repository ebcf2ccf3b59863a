import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** Takes a metric out of lists and imports, or puts it back; its values stay. False where the account has none of this id. */
export async function archiveMetric(
	scope: AccountScope,
	{ metricId, archive }: { metricId: string; archive: boolean },
): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<{ key: string; wasArchived: boolean }>(
			`SELECT key, archived_at IS NOT NULL AS "wasArchived" FROM metric WHERE account_id = $1 AND id = $2 FOR UPDATE`,
			[scope.accountId, metricId],
		)
		const [metric] = rows
		if (!metric) return false
		if (metric.wasArchived === archive) return true
		await transaction.sql.query(
			`UPDATE metric SET archived_at = CASE WHEN $3 THEN now() END, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, metricId, archive],
		)
		await appendAuditEvent(transaction, scope, {
			action: archive ? 'metric.archived' : 'metric.restored',
			subject: { kind: 'metric', id: metricId },
			detail: { key: metric.key },
		})
		return true
	})
}
