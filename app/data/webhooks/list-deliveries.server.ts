import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { DeliveryProblem, DeliveryState } from '#app/domain/webhook/delivery.ts'
import type { SentEvent } from '#app/domain/webhook/webhook-event.ts'

export type ListedDelivery = {
	id: string
	event: SentEvent
	state: DeliveryState
	attempts: number
	createdAt: Date
	/** Of what waits. */
	nextAttemptAt: Date | null
	lastAttemptAt: Date | null
	lastStatus: number | null
	lastProblem: DeliveryProblem | null
}

/** What a webhook was told and is still to be told, newest first. One page of it. */
export async function listDeliveries(
	scope: AccountScope,
	of: { webhookId: string; state?: DeliveryState; page: number; pageSize: number },
): Promise<{ rows: ListedDelivery[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ListedDelivery & { total: number }>(
			`SELECT d.id, d.event, d.state, d.attempts, d.created_at AS "createdAt", d.last_attempt_at AS "lastAttemptAt",
				CASE WHEN d.state = 'waiting' THEN d.next_attempt_at END AS "nextAttemptAt", d.last_status AS "lastStatus",
				d.last_problem AS "lastProblem", count(*) OVER ()::int AS total
			 FROM webhook_delivery d
			 WHERE d.account_id = $1 AND d.webhook_id = $2 AND ($3::webhook_delivery_state IS NULL OR d.state = $3)
			 ORDER BY d.created_at DESC, d.id LIMIT $4 OFFSET $5`,
			[scope.accountId, of.webhookId, of.state ?? null, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
