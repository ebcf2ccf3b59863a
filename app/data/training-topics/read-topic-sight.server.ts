import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/** Which entries of the catalogue somebody may see. */
export type TopicSight = {
	/** All of them, archived ones included. */
	all: boolean
	/** Else those in use that are for these families or for everybody. */
	familyIds: string[]
}

/**
 * How far a person's right to read the catalogue reaches: what they and their reports may be given as of now, and what stands beside
 * their own steps of cycles in which they were of another family.
 */
export async function readTopicSight(scope: AccountScope, person: Person): Promise<TopicSight> {
	const reach = reachOf(person, 'training-topics.read')
	if (reach.has('all')) return { all: true, familyIds: [] }
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ familyId: string }>(
			`SELECT m.family_id AS "familyId" FROM member m
			 WHERE m.account_id = $1 AND m.family_id IS NOT NULL AND m.left_on IS NULL
				AND ($3 AND m.id = $2 OR $4 AND m.manager_id = $2)
			 UNION
			 SELECT p.family_id FROM participant p
			 WHERE p.account_id = $1 AND p.member_id = $2 AND p.family_id IS NOT NULL AND $3`,
			[scope.accountId, scope.memberId, reach.has('own'), reach.has('reports')],
		),
	)
	return { all: false, familyIds: rows.map(({ familyId }) => familyId) }
}

/** The parameters of `isSeen`. */
export const seenTopics = ({ all, familyIds }: TopicSight): [boolean, string[]] => [all, familyIds]
