import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Audience, AudienceMember } from './read-audience.server.ts'
import { readAudience } from './read-audience.server.ts'

export type AssignmentPlan = {
	people: AudienceMember[]
	/** Of the topics that were asked about, by id: of these people who have it already, done or not; of all, who is yet to finish it. */
	topics: Map<string, { held: number; open: number }>
}

/** Whom giving topics to an audience would reach. */
export async function planAssignments(
	scope: AccountScope,
	person: Person,
	{ audience, topicIds }: { audience: Audience; topicIds: readonly string[] },
): Promise<AssignmentPlan> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const people = await readAudience(transaction, scope, person, { audience, today })
		const { rows } = await transaction.sql.query<{ topicId: string; held: number; open: number }>(
			`SELECT a.topic_id AS "topicId", (count(*) FILTER (WHERE a.member_id = ANY ($3::uuid[])))::int AS held,
				(count(*) FILTER (WHERE a.state <> 'done'))::int AS open
			 FROM training_assignment a
			 WHERE a.account_id = $1 AND a.topic_id = ANY ($2::uuid[]) AND a.state <> 'dropped'
			 GROUP BY 1`,
			[scope.accountId, topicIds, people.map(({ memberId }) => memberId)],
		)
		return { people, topics: new Map(rows.map(({ topicId, ...counts }) => [topicId, counts])) }
	})
}
