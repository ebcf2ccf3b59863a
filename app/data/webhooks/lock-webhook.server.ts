import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Webhook } from './webhook-row.server.ts'
import { webhookColumns } from './webhook-row.server.ts'

/** Reads a webhook and keeps others from changing it until the transaction ends; null where there is none. */
export async function lockWebhook(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	webhookId: string,
): Promise<Webhook | null> {
	if (!z.uuid().safeParse(webhookId).success) return null
	const { rows } = await sql.query<Webhook>(
		`SELECT ${webhookColumns} FROM webhook w WHERE w.account_id = $1 AND w.id = $2 FOR NO KEY UPDATE`,
		[accountId, webhookId],
	)
	return rows[0] ?? null
}
