import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'

type Option = { id: string; name: string }

/** So many of a kind are offered to choose from. */
const most = 1000

/** The topics and the teams of the assignments that somebody sees. */
export async function listAssignmentOptions(
	scope: AccountScope,
	person: Person,
): Promise<{ topics: Option[]; teams: Option[] }> {
	const values = [scope.accountId, ...reachValues(scope, person, 'training-assignments.read')]
	return withAccountSql(scope, async (sql) => {
		const [topics, teams] = await Promise.all([
			sql.query<Option>(
				`SELECT x.id, x.title AS name FROM training_topic x
				 WHERE x.account_id = $1 AND EXISTS (SELECT FROM training_assignment a
					JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
					WHERE a.account_id = $1 AND a.topic_id = x.id AND ${isReached(2)})
				 ORDER BY lower(x.title), x.id LIMIT ${most}`,
				values,
			),
			sql.query<Option>(
				`SELECT t.id, t.name FROM team t
				 WHERE t.account_id = $1 AND EXISTS (SELECT FROM training_assignment a
					JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
					WHERE a.account_id = $1 AND m.team_id = t.id AND ${isReached(2)})
				 ORDER BY lower(t.name), t.id LIMIT ${most}`,
				values,
			),
		])
		return { topics: topics.rows, teams: teams.rows }
	})
}
