import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { TopicInput } from '#app/domain/training-topic/topic.ts'

/** Writes a new entry without its families and steps, within an open transaction; null where its key is taken. */
export async function insertTopic(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ key, input, isArchived = false }: { key: string; input: TopicInput; isArchived?: boolean },
): Promise<string | null> {
	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO training_topic (account_id, key, title, description, kind, hours, cost, currency, provider, link, capacity,
			archived_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $12 THEN now() END)
		 ON CONFLICT (account_id, key) DO NOTHING RETURNING id`,
		[
			...[
				accountId,
				key,
				input.title,
				input.description,
				input.kind,
				input.hours,
				input.cost,
				input.currency,
			],
			...[input.provider, input.link, input.capacity, isArchived],
		],
	)
	return rows[0]?.id ?? null
}
