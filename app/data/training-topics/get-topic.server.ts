import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import type { TopicSight } from './read-topic-sight.server.ts'
import { seenTopics } from './read-topic-sight.server.ts'
import { isSeen, topicColumns } from './topic-row-sql.server.ts'

/**
 * An entry of the catalogue; null where the account has none of this id, or the reader may not see it. What somebody or one of their
 * reports is to take, they see whatever the family, and archived too.
 */
export async function getTopic(
	scope: AccountScope,
	sight: TopicSight,
	{ topicId }: { topicId: string },
): Promise<TrainingTopic | null> {
	if (!z.guid().safeParse(topicId).success) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TrainingTopic>(
			`SELECT ${topicColumns} FROM training_topic x
			 WHERE x.account_id = $1 AND x.id = $2 AND (${isSeen(3)} OR EXISTS (SELECT FROM training_assignment a
				JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
				WHERE a.account_id = $1 AND a.topic_id = $2 AND (m.id = $5::uuid OR m.manager_id = $5::uuid)))`,
			[scope.accountId, topicId, ...seenTopics(sight), scope.memberId],
		)
		return rows[0] ?? null
	})
}
