import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { stepCode } from '#app/domain/training-topic/step-code.ts'
import type { TopicStep } from '#app/domain/training-topic/topic.ts'

/** How many topics in use serve a step of people of a role family. */
export type CountTopics = (of: TopicStep & { familyKey: string }) => number

/** Counts the catalogue's topics by family and step, once for as many steps as are asked for afterwards. */
export async function countServingTopics(scope: AccountScope): Promise<CountTopics> {
	const rows = await withAccountSql(scope, async (sql) => {
		// A topic without families is for everybody, and counts under none.
		const found = await sql.query<TopicStep & { familyKey: string | null; count: number }>(
			`SELECT f.key AS "familyKey", s.question_key AS "questionKey", s.from_half_steps AS "fromHalfSteps", count(*)::int AS count
			 FROM training_topic_step s
			 JOIN training_topic x ON x.account_id = s.account_id AND x.id = s.topic_id AND x.archived_at IS NULL
			 LEFT JOIN training_topic_family g ON g.account_id = s.account_id AND g.topic_id = s.topic_id
			 LEFT JOIN role_family f ON f.account_id = g.account_id AND f.id = g.family_id
			 WHERE s.account_id = $1
			 GROUP BY 1, 2, 3`,
			[scope.accountId],
		)
		return found.rows
	})
	const keyOf = (step: TopicStep, family: string | null) => `${family ?? ''} ${stepCode(step)}`
	const counts = new Map(rows.map((row) => [keyOf(row, row.familyKey), row.count]))
	return (of) => (counts.get(keyOf(of, of.familyKey)) ?? 0) + (counts.get(keyOf(of, null)) ?? 0)
}
