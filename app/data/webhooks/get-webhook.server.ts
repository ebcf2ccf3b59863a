import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Webhook } from './webhook-row.server.ts'
import { webhookColumns } from './webhook-row.server.ts'

export async function getWebhook(
	scope: AccountScope,
	{ webhookId }: { webhookId: string },
): Promise<Webhook | null> {
	if (!z.uuid().safeParse(webhookId).success) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Webhook>(
			`SELECT ${webhookColumns} FROM webhook w WHERE w.account_id = $1 AND w.id = $2`,
			[scope.accountId, webhookId],
		)
		return rows[0] ?? null
	})
}
