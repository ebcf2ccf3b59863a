import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Webhook } from './webhook-row.server.ts'
import { webhookColumns } from './webhook-row.server.ts'

export type ListedWebhook = Webhook & {
	/** When something arrived there last, of what is kept. */
	deliveredAt: Date | null
}

/** The account's webhooks, those that are on first. One page of them. */
export async function listWebhooks(
	scope: AccountScope,
	of: { page: number; pageSize: number },
): Promise<{ rows: ListedWebhook[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ListedWebhook & { total: number }>(
			`SELECT ${webhookColumns}, count(*) OVER ()::int AS total,
				(SELECT max(d.finished_at) FROM webhook_delivery d
				 WHERE d.account_id = w.account_id AND d.webhook_id = w.id AND d.state = 'delivered') AS "deliveredAt"
			 FROM webhook w WHERE w.account_id = $1
			 ORDER BY w.off_at IS NULL DESC, w.created_at, w.id LIMIT $2 OFFSET $3`,
			[scope.accountId, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
