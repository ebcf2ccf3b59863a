import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TopicKind, TopicStep } from '#app/domain/training-topic/topic.ts'
import { isForFamilies } from './topic-row-sql.server.ts'

/** What of a topic somebody needs to see who has the step to take. */
export type ServingTopic = { id: string; title: string; kind: TopicKind; hours: number | null }

/** The topics in use that serve steps of people of a role family, for each step in the order that it was asked for, the shortest first. */
export async function listServingTopics(
	scope: AccountScope,
	{ familyKey, steps }: { familyKey: string; steps: readonly TopicStep[] },
): Promise<ServingTopic[][]> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<ServingTopic & { at: number }>(
			`SELECT a.at::int AS at, x.id, x.title, x.kind, x.hours::float8 AS hours
			 FROM unnest($2::text[], $3::smallint[]) WITH ORDINALITY AS a (key, begins, at)
			 JOIN training_topic_step s ON s.account_id = $1 AND s.question_key = a.key AND s.from_half_steps = a.begins
			 JOIN training_topic x ON x.account_id = s.account_id AND x.id = s.topic_id AND x.archived_at IS NULL
			 WHERE ${isForFamilies('ARRAY(SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key = $4)')}
			 ORDER BY a.at, x.hours NULLS LAST, lower(x.title), x.id`,
			[
				scope.accountId,
				steps.map(({ questionKey }) => questionKey),
				steps.map(({ fromHalfSteps }) => fromHalfSteps),
				familyKey,
			],
		)
		return steps.map((_, i) => rows.filter(({ at }) => at === i + 1).map(({ at: _at, ...topic }) => topic))
	})
}
