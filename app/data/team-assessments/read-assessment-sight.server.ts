import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/** Whose assessments somebody may read. */
export type AssessmentSight = { all: boolean; teamIds: string[] }

/**
 * The teams whose assessments a person reads: those that the person leads and below, and the own team, as of now; and in a
 * running cycle also as frozen in it, so that who has moved since can still give what is asked.
 */
export async function readAssessmentSight(
	{ sql }: Transaction,
	scope: AccountScope,
	person: Person,
): Promise<AssessmentSight> {
	const reach = reachOf(person, 'team-assessments.read')
	if (reach.has('all')) return { all: true, teamIds: [] }
	if (scope.memberId === null) return { all: false, teamIds: [] }
	const { rows } = await sql.query<{ id: string }>(
		`WITH RECURSIVE led (id) AS (
			SELECT t.id FROM team t WHERE t.account_id = $1 AND t.lead_id = $2
			UNION
			SELECT t.id FROM led l JOIN team t ON t.account_id = $1 AND t.parent_id = l.id
		 ),
		 running AS (SELECT c.id FROM cycle c
			WHERE c.account_id = $1 AND c.phase IN ('open', 'review', 'calibration')),
		 led_then (cycle_id, id) AS (
			SELECT t.cycle_id, t.team_id FROM running r
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id AND t.lead_id = $2
			UNION
			SELECT t.cycle_id, t.team_id FROM led_then l
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = l.cycle_id AND t.parent_id = l.id
		 )
		 SELECT id FROM led WHERE $3
		 UNION SELECT id FROM led_then WHERE $3
		 UNION SELECT m.team_id FROM member m WHERE m.account_id = $1 AND m.id = $2 AND m.team_id IS NOT NULL AND $4
		 UNION SELECT p.team_id FROM running r
			JOIN participant p ON p.account_id = $1 AND p.cycle_id = r.id
				AND (p.member_id = $2 AND $4 OR coalesce(p.delegate_id, p.manager_id) = $2 AND $3
					AND EXISTS (SELECT FROM cycle_team t WHERE t.account_id = p.account_id AND t.cycle_id = p.cycle_id
						AND t.team_id = p.team_id AND t.lead_id IS NULL))
			WHERE p.team_id IS NOT NULL`,
		[scope.accountId, scope.memberId, reach.has('subtree'), reach.has('own')],
	)
	return { all: false, teamIds: rows.map(({ id }) => id) }
}

export const seesTeamAssessments = (sight: AssessmentSight, teamId: string): boolean =>
	sight.all || sight.teamIds.includes(teamId)
