import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { familyInScope, teamInScope } from './cycle-scope-sql.server.ts'
import { familyKeysAskedIn } from './list-role-families.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type PossibleJoiner = {
	memberId: string
	name: string
	teamName: string | null
	familyName: string | null
	/** Null: can be added. */
	hindrance: 'no-family' | 'starts-later' | null
	inScope: boolean
}

/**
 * Members who are not in a running cycle and have not left, by name: first whom HR may add by hand, then who can't be, and why.
 *
 * @param of.search part of the name or the e-mail address
 */
export async function listLateJoiners(
	scope: AccountScope,
	of: { cycleId: string; search: string; page: number; pageSize: number },
): Promise<{ joiners: PossibleJoiner[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<PossibleJoiner & { total: number }>(
			`SELECT * FROM (SELECT m.id AS "memberId", m.name, t.name AS "teamName", f.name AS "familyName",
				CASE WHEN f.key IS NULL OR f.key NOT IN (${familyKeysAskedIn('$4')}) THEN 'no-family'
					WHEN m.started_on > c.ends_on THEN 'starts-later' END AS hindrance,
				${teamInScope('m.team_id')} AND ${familyInScope('m.family_id')} AS "inScope",
				count(*) OVER ()::int AS total
			 FROM member m
			 JOIN cycle c ON c.account_id = m.account_id AND c.id = $4::uuid
			 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
			 LEFT JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
			 WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > $2::date)
				AND ($3 = '' OR strpos(lower(m.name), lower($3)) > 0 OR strpos(m.email, lower($3)) > 0)
				AND NOT EXISTS (SELECT FROM participant p
					WHERE p.account_id = $1 AND p.cycle_id = c.id AND p.member_id = m.id)
			 ) j ORDER BY j.hindrance IS NOT NULL, lower(j.name), j."memberId" LIMIT $5 OFFSET $6`,
			[scope.accountId, today, of.search, of.cycleId, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return { joiners: rows.map(({ total: _, ...joiner }) => joiner), total: rows[0]?.total ?? 0 }
	})
}
