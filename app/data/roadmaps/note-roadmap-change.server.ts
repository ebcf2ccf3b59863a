import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { AuditEntry } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { addWebhookEvent } from '#app/data/webhooks/add-webhook-event.server.ts'
import type { RoadmapChange } from '#app/domain/roadmap/roadmap-change.ts'

/** Writes a change of a plan into the audit log, and down for the webhooks, in the transaction that makes it. */
export async function noteRoadmapChange(
	transaction: Transaction,
	scope: AccountScope,
	{ roadmapId, change, detail }: { roadmapId: string; change: RoadmapChange; detail?: AuditEntry['detail'] },
): Promise<void> {
	const { rows } = await transaction.sql.query<{ number: number }>(
		`UPDATE roadmap SET change_count = change_count + 1 WHERE account_id = $1 AND id = $2 RETURNING change_count AS number`,
		[scope.accountId, roadmapId],
	)
	const [row] = rows
	if (!row) throw new Error('The plan that was changed is gone.')
	await appendAuditEvent(transaction, scope, {
		action: `roadmap.${change}`,
		subject: { kind: 'roadmap', id: roadmapId },
		...(detail && { detail }),
	})
	await addWebhookEvent(transaction, scope, {
		event: 'roadmap.changed',
		data: { roadmapId, change, number: row.number },
	})
}
