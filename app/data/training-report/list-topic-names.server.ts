import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { seenTopics } from '#app/data/training-topics/read-topic-sight.server.ts'
import { isSeen } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'

/** What of a topic a scenario needs. */
export type TopicName = Pick<TrainingTopic, 'id' | 'title' | 'hours' | 'cost' | 'currency' | 'capacity'>

/** The topics in use that somebody may see, by title. */
export async function listTopicNames(scope: AccountScope, sight: TopicSight): Promise<TopicName[]> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<TopicName>(
			`SELECT x.id, x.title, x.hours::float8 AS hours, x.cost::float8 AS cost, x.currency, x.capacity
			 FROM training_topic x WHERE x.account_id = $1 AND x.archived_at IS NULL AND ${isSeen(2)}
			 ORDER BY lower(x.title), x.id`,
			[scope.accountId, ...seenTopics(sight)],
		),
	)
	return rows
}
