import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { markAudience } from './mark-audience.server.ts'
import type { Audience, AudienceMember } from './read-audience.server.ts'
import { readAudience } from './read-audience.server.ts'

export type AssignmentPlan = {
	people: AudienceMember[]
	/** Of these people: giving to others is refused. */
	mark: string
	/** Of the topics that were asked about, by id. */
	topics: Map<string, PlannedTopic>
}

export type PlannedTopic = {
	/** Of these people who has it already, done or not. */
	held: number
	/** Of everybody, who would be yet to finish it; null for who does not see everybody. */
	open: number | null
	/** Whether that is more than it takes at once. */
	isFull: boolean
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
		const seesAll = reachOf(person, 'training-assignments.read').has('all')
		const { rows } = await transaction.sql.query<PlannedTopic & { topicId: string }>(
			`SELECT x.id AS "topicId", had.held, CASE WHEN $4 THEN had.open END AS open,
				coalesce(had.open > x.capacity, false) AS "isFull"
			 FROM training_topic x CROSS JOIN LATERAL (
				SELECT (count(*) FILTER (WHERE a.member_id = ANY ($3::uuid[])))::int AS held,
					(count(*) FILTER (WHERE a.state <> 'done') + cardinality($3::uuid[])
						- count(*) FILTER (WHERE a.member_id = ANY ($3::uuid[])))::int AS open
				FROM training_assignment a
				WHERE a.account_id = $1 AND a.topic_id = x.id AND a.state <> 'dropped'
			 ) had
			 WHERE x.account_id = $1 AND x.id = ANY ($2::uuid[])`,
			[scope.accountId, topicIds, people.map(({ memberId }) => memberId), seesAll],
		)
		return {
			people,
			mark: markAudience(people),
			topics: new Map(rows.map(({ topicId, ...planned }) => [topicId, planned])),
		}
	})
}
