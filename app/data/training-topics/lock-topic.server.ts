import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { topicColumns } from './topic-row-sql.server.ts'

/** An entry as it is, held until the open transaction ends; null where the account has none of this id. */
export async function lockTopic(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	topicId: string,
): Promise<TrainingTopic | null> {
	await sql.query(`SELECT FROM training_topic WHERE account_id = $1 AND id = $2 FOR UPDATE`, [
		accountId,
		topicId,
	])
	const { rows } = await sql.query<TrainingTopic>(
		`SELECT ${topicColumns} FROM training_topic x WHERE x.account_id = $1 AND x.id = $2`,
		[accountId, topicId],
	)
	return rows[0] ?? null
}
