import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetOrigin } from '#app/domain/target/target-words.ts'
import type { TargetValue } from './set-target.server.ts'
import { heldTarget, presentTargets, targetSets } from './target-rule-sql.server.ts'

export type PersonTarget = {
	id: string
	name: string
	teamName: string | null
	/** Null in no family: such people take part in no cycle. */
	familyName: string | null
	/** What holds for them now; null for nothing. */
	held: (TargetValue & { origin: TargetOrigin }) | null
}

/** People who have not left with the target that holds for each: those with one of their own, or all whom a search finds. */
export async function listPersonTargets(
	scope: AccountScope,
	of: {
		/** Part of a name or an e-mail address; empty for only those who have one of their own. */
		search: string
		page: number
		pageSize: number
		today: Day
	},
): Promise<{ rows: PersonTarget[]; total: number }> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<PersonTarget & { total: number }>(
			`WITH RECURSIVE ${targetSets(presentTargets)},
			 person AS MATERIALIZED (
				SELECT m.id, m.name, m.family_id, m.team_id, count(*) OVER ()::int AS total,
					${heldTarget(presentTargets, { person: 'm.id', team: 'm.team_id', family: 'm.family_id' })} AS target
				FROM member m
				WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > $2::date)
					AND CASE WHEN $3 = '' THEN EXISTS (SELECT FROM target t WHERE t.account_id = $1 AND t.member_id = m.id)
						ELSE strpos(lower(m.name), lower($3)) > 0 OR strpos(lower(m.email), lower($3)) > 0 END
				ORDER BY lower(m.name), m.id LIMIT $4 OFFSET $5
			 )
			 SELECT p.id, p.name, p.total, t.name AS "teamName", f.name AS "familyName",
				CASE WHEN p.target IS NOT NULL THEN json_build_object('halfSteps', p.target -> 'tier', 'dueOn', p.target -> 'dueOn',
					'origin', json_build_object('scope', p.target -> 'scope',
						'name', CASE p.target ->> 'scope' WHEN 'team' THEN o.name WHEN 'family' THEN f.name END)) END AS held
			 FROM person p
			 LEFT JOIN team t ON t.account_id = $1 AND t.id = p.team_id
			 LEFT JOIN role_family f ON f.account_id = $1 AND f.id = p.family_id
			 LEFT JOIN team o ON o.account_id = $1 AND o.id = (p.target ->> 'teamId')::uuid
			 ORDER BY lower(p.name), p.id`,
			[scope.accountId, of.today, of.search.trim(), of.pageSize, (of.page - 1) * of.pageSize],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
