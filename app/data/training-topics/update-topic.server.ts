import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { TopicInput, TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { writeTopicLinks } from './write-topic-links.server.ts'

/**
 * Writes what an account says of an entry, which makes a proposal its own, within an open transaction that has locked it; false, with
 * nothing done, where a family is gone.
 */
export async function updateTopic(
	transaction: Transaction,
	scope: AccountScope,
	{ topic, input, isArchived }: { topic: TrainingTopic; input: TopicInput; isArchived: boolean },
): Promise<boolean> {
	if (!(await writeTopicLinks(transaction, scope, { topicId: topic.id, ...input }))) return false
	await transaction.sql.query(
		`UPDATE training_topic SET title = $3, description = $4, kind = $5, hours = $6, cost = $7, currency = $8, provider = $9,
			link = $10, capacity = $11, archived_at = CASE WHEN $12 THEN coalesce(archived_at, now()) END, is_proposal = false,
			version = version + 1
		 WHERE account_id = $1 AND id = $2`,
		[
			...[scope.accountId, topic.id, input.title, input.description, input.kind, input.hours, input.cost],
			...[input.currency, input.provider, input.link, input.capacity, isArchived],
		],
	)
	return true
}
