import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { AssignmentState } from '#app/domain/training-assignment/assignment.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'

/** How many of those whom somebody sees have a topic, by how far they are. */
export async function countTopicAssignments(
	scope: AccountScope,
	person: Person,
	{ topicId }: { topicId: string },
): Promise<Record<AssignmentState, number>> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ state: AssignmentState; count: number }>(
			`SELECT a.state, count(*)::int AS count FROM training_assignment a
			 JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
			 WHERE a.account_id = $1 AND a.topic_id = $6 AND ${isReached(2)} GROUP BY 1`,
			[scope.accountId, ...reachValues(scope, person, 'training-assignments.read'), topicId],
		),
	)
	const counts = { planned: 0, in_progress: 0, done: 0, dropped: 0 }
	for (const { state, count } of rows) counts[state] = count
	return counts
}
