import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { seenTopics } from '#app/data/training-topics/read-topic-sight.server.ts'
import { isSeen } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { TopicKind, TopicStep } from '#app/domain/training-topic/topic.ts'

export type TopicToGive = {
	id: string
	title: string
	kind: TopicKind
	hours: number | null
	cost: number | null
	currency: string | null
	capacity: number | null
}

/** So many are offered at once. */
const most = 200

/** The topics in use that serve a step, of those that the giver may see; all of these where no step is named. One that was chosen comes first. */
export async function listTopicsToGive(
	scope: AccountScope,
	sight: TopicSight,
	{ step, chosen }: { step: TopicStep | null; chosen: string | null },
): Promise<TopicToGive[]> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<TopicToGive>(
			`SELECT x.id, x.title, x.kind, x.hours::float8 AS hours, x.cost::float8 AS cost, x.currency, x.capacity
			 FROM training_topic x
			 WHERE x.account_id = $1 AND x.archived_at IS NULL AND ${isSeen(5)} AND (x.id = $4 OR $2::text IS NULL
				OR EXISTS (SELECT FROM training_topic_step s WHERE s.account_id = $1 AND s.topic_id = x.id
					AND s.question_key = $2 AND s.from_half_steps = $3))
			 ORDER BY x.id = $4 DESC NULLS LAST, x.hours NULLS LAST, lower(x.title), x.id LIMIT ${most}`,
			[scope.accountId, step?.questionKey ?? null, step?.fromHalfSteps ?? null, chosen, ...seenTopics(sight)],
		),
	)
	return rows
}
