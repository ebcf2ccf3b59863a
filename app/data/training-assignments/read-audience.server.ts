import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { TrainingNeedFilter } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { TopicStep } from '#app/domain/training-topic/topic.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'

/** Who is to be given something: people by their ids, or whom the list of needs shows to lack a step. */
export type Audience =
	| { kind: 'members'; memberIds: readonly string[]; step: TopicStep | null }
	| { kind: 'need'; filter: TrainingNeedFilter & { snapshotId: string }; step: TopicStep }

export type AudienceMember = {
	memberId: string
	name: string
	teamName: string | null
	/** Of their user account; null for who cannot sign in. */
	email: string | null
	/** The membership of it. */
	membershipId: string | null
}

/**
 * Those of an audience who are still in the company and to whom the person may give training: HR to everybody, managers to their
 * reports as of now. Within an open transaction.
 */
export async function readAudience(
	{ sql }: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	person: Person,
	{ audience, today }: { audience: Audience; today: string },
): Promise<AudienceMember[]> {
	const asked = askedBy(scope, person, audience)
	if (!asked) return []
	const next = asked.values.length + 1
	const { rows } = await sql.query<AudienceMember>(
		`${asked.sets}
		 SELECT m.id AS "memberId", m.name, t.name AS "teamName", u.email, s.id AS "membershipId"
		 FROM asked JOIN member m ON m.account_id = $1 AND m.id = asked.member_id
		 LEFT JOIN team t ON t.account_id = $1 AND t.id = m.team_id
		 LEFT JOIN membership s ON s.account_id = $1 AND s.member_id = m.id AND membership_is_open(s)
		 LEFT JOIN "user" u ON u.id = s.user_id
		 WHERE (m.left_on IS NULL OR m.left_on > $${next}::date) AND ${isReached(next + 1)}
		 ORDER BY lower(m.name), m.id`,
		[...asked.values, today, ...reachValues(scope, person, 'training-assignments.give')],
	)
	return rows
}

function askedBy(scope: AccountScope, person: Person, audience: Audience) {
	if (audience.kind === 'members') {
		return {
			sets: 'WITH asked AS (SELECT DISTINCT unnest($2::uuid[]) AS member_id)',
			values: [scope.accountId, audience.memberIds],
		}
	}
	const query = trainingNeedsQuery(scope, person, { ...audience.filter, ...audience.step })
	return (
		query && {
			sets: `${query.sets}, asked AS (SELECT DISTINCT member_id FROM need)`,
			values: query.values,
		}
	)
}
