import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import { findTarget } from '#app/domain/target/target-rule.ts'
import type { TargetOrigin } from '#app/domain/target/target-words.ts'
import type { StoredTarget, TargetValue } from './set-target.server.ts'

export type HeldTarget = {
	id: string
	name: string
	/** Null of a team, and in no family. */
	familyName: string | null
	managerId: string | null
	/** Whether the person has left, or the team is archived. */
	isGone: boolean
	/** The one that is set for it; null for none. */
	own: StoredTarget | null
	/** What holds without that; null for nothing, and of a team where each family's or the company's holds. */
	inherited: (TargetValue & { origin: TargetOrigin }) | null
}

type Subject = Pick<HeldTarget, 'id' | 'name' | 'familyName' | 'managerId' | 'isGone'> & {
	familyId: string | null
	/** The team and every team above it, the nearest first. */
	teamIds: string[]
}
type Row = TargetPlace & StoredTarget & { name: string | null }

/** The target of a team or a member as of now, and what it would be without one of its own; null where the account has no such. */
export async function readHeldTarget(
	scope: AccountScope,
	of: { teamId: string } | { memberId: string },
): Promise<HeldTarget | null> {
	return withAccountSql(scope, async (sql) => {
		const memberId = 'memberId' in of ? of.memberId : null
		const teamId = 'teamId' in of ? of.teamId : null
		const { rows } = await sql.query<Subject>(
			`WITH RECURSIVE subject AS (
				SELECT t.id, t.name, t.id AS team_id, NULL::uuid AS family_id, NULL::uuid AS manager_id,
					t.archived_at IS NOT NULL AS is_gone
				FROM team t WHERE t.account_id = $1 AND t.id = $2
				UNION ALL
				SELECT m.id, m.name, m.team_id, m.family_id, m.manager_id,
					coalesce(m.left_on <= (now() AT TIME ZONE a.time_zone)::date, false)
				FROM member m JOIN account a ON a.id = m.account_id WHERE m.account_id = $1 AND m.id = $3 AND m.erased_at IS NULL
			 ),
			 up (id, parent_id, step) AS (
				SELECT t.id, t.parent_id, 0 FROM subject s JOIN team t ON t.account_id = $1 AND t.id = s.team_id
				UNION ALL
				SELECT t.id, t.parent_id, u.step + 1 FROM up u JOIN team t ON t.account_id = $1 AND t.id = u.parent_id
			 )
			 SELECT s.id, s.name, s.family_id AS "familyId", f.name AS "familyName", s.manager_id AS "managerId",
				s.is_gone AS "isGone", ARRAY(SELECT u.id FROM up u ORDER BY u.step) AS "teamIds"
			 FROM subject s LEFT JOIN role_family f ON f.account_id = $1 AND f.id = s.family_id`,
			[scope.accountId, teamId, memberId],
		)
		const [subject] = rows
		if (!subject) return null
		const { familyId, teamIds, ...about } = subject
		const { rows: targets } = await sql.query<Row>(
			`SELECT t.scope, t.family_id AS "familyId", t.team_id AS "teamId", t.member_id AS "memberId", t.tier::int AS "halfSteps",
				t.due_on::text AS "dueOn", t.version, coalesce(f.name, w.name) AS name
			 FROM target t
			 LEFT JOIN role_family f ON f.account_id = $1 AND f.id = t.family_id
			 LEFT JOIN team w ON w.account_id = $1 AND w.id = t.team_id
			 WHERE t.account_id = $1
				AND (t.scope = 'account' OR t.family_id = $2 OR t.team_id = ANY ($3::uuid[]) OR t.member_id = $4)`,
			[scope.accountId, familyId, teamIds, memberId],
		)
		const isOwn = (one: TargetPlace) =>
			memberId === null
				? one.scope === 'team' && one.teamId === teamId
				: one.scope === 'member' && one.memberId === memberId
		const own = targets.find(isOwn)
		const others = targets.filter((one) => !isOwn(one))
		const next = findTarget(others, { memberId, teamIds, familyId })
		// Of a team, what is not a team's is each person's own family's.
		const inherited = memberId === null && next?.scope !== 'team' ? null : next
		return {
			...about,
			own: own ? { halfSteps: own.halfSteps, dueOn: own.dueOn, version: own.version } : null,
			inherited: inherited && {
				...{ halfSteps: inherited.halfSteps, dueOn: inherited.dueOn },
				origin: { scope: inherited.scope, name: inherited.name },
			},
		}
	})
}
