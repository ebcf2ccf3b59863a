import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TrainingNeedFilter, TriedTarget } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import { isForFamilies } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { TopicReach } from '#app/domain/training-report/scenario.ts'

/** How many of the steps that people lack a topic serves, people of other families than its own being served nothing. Null for who sees nobody. */
export async function countTopicReach(
	scope: AccountScope,
	person: Person,
	{
		topicId,
		...filter
	}: TrainingNeedFilter & { snapshotId: string; tried?: TriedTarget | undefined; topicId: string },
): Promise<TopicReach[] | null> {
	const query = trainingNeedsQuery(scope, person, filter)
	if (!query) return null
	const { sets, values, next } = query
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<TopicReach>(
			`${sets},
			 served_family AS MATERIALIZED (
				SELECT f.id FROM training_topic x JOIN role_family f ON f.account_id = x.account_id AND ${isForFamilies('ARRAY[f.id]')}
				WHERE x.account_id = $1 AND x.id = $${next}
			 ),
			 served_step AS MATERIALIZED (
				SELECT s.question_key, s.from_half_steps FROM training_topic_step s WHERE s.account_id = $1 AND s.topic_id = $${next}
			 ),
			 person AS (
				SELECT n.id, count(*) AS total, count(*) FILTER (WHERE v.question_key IS NOT NULL AND f.id IS NOT NULL) AS served
				FROM need n
				LEFT JOIN served_step v ON v.question_key = n.question_key AND v.from_half_steps = n.from_half_steps
				LEFT JOIN served_family f ON f.id = n.family_id
				GROUP BY n.id
			 )
			 SELECT served::int, total::int, count(*)::int AS people FROM person GROUP BY served, total ORDER BY 1, 2`,
			[...values, topicId],
		),
	)
	return rows
}
