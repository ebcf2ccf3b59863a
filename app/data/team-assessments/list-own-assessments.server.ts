import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { AssessmentState } from '#app/domain/team-assessment/assessment-state.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { assessmentFacilitators, assessmentGivers } from './assessment-people-sql.server.ts'

export type OwnAssessment = {
	teamId: string
	teamName: string
	frameworkKey: TeamFrameworkKey
	/** Null: not begun. */
	assessmentId: string | null
	state: AssessmentState | null
	/** Whether the person is asked for a view and has sent none. */
	toGive: boolean
	facilitates: boolean
	inputs: number
}

/** What waits for a person in the running cycle: views to give, and assessments to reveal or agree. The team's lenses as marked. */
export async function listOwnAssessments(scope: AccountScope): Promise<OwnAssessment[]> {
	if (scope.memberId === null) return []
	const people = { account: 't.account_id', cycle: 't.cycle_id', team: 't.team_id' }
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<OwnAssessment>(
			`WITH RECURSIVE running AS (SELECT c.id FROM cycle c
				WHERE c.account_id = $1 AND c.phase IN ('open', 'review', 'calibration')),
			 -- The teams that the person can have to do with, before it is asked team by team.
			 near (cycle_id, team_id) AS (
				SELECT t.cycle_id, t.team_id FROM running r
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id AND t.lead_id = $2
				UNION
				SELECT p.cycle_id, p.team_id FROM running r JOIN participant p ON p.account_id = $1 AND p.cycle_id = r.id
					AND (p.member_id = $2 OR p.manager_id = $2 OR p.delegate_id = $2)
			 )
			 SELECT w."teamId", w."teamName", w.key AS "frameworkKey", a.id AS "assessmentId", a.state, w.facilitates,
				w.gives AND coalesce(a.state, 'collecting') = 'collecting' AND NOT EXISTS (SELECT FROM team_assessment_input i
					WHERE i.account_id = a.account_id AND i.assessment_id = a.id AND i.member_id = $2
						AND i.submitted_at IS NOT NULL) AS "toGive",
				(SELECT count(*)::int FROM team_assessment_input i
					WHERE i.account_id = a.account_id AND i.assessment_id = a.id AND i.submitted_at IS NOT NULL) AS inputs
			 FROM (
				SELECT t.account_id, t.cycle_id, t.team_id AS "teamId", t.name AS "teamName", lens.key,
					EXISTS (SELECT FROM (${assessmentGivers(people)}) g WHERE g.member_id = $2) AS gives,
					EXISTS (SELECT FROM (${assessmentFacilitators(people)}) f WHERE f.member_id = $2) AS facilitates
				FROM near n
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = n.cycle_id AND t.team_id = n.team_id
				JOIN team now ON now.account_id = t.account_id AND now.id = t.team_id
				JOIN LATERAL (VALUES ('five-ai-coding-levels', now.builds_product_features),
					('agentic-engineering-ladder', coalesce(now.is_engineering, false))) lens (key, applies) ON lens.applies
			 ) w
			 LEFT JOIN team_assessment a ON a.account_id = w.account_id AND a.cycle_id = w.cycle_id
				AND a.team_id = w."teamId" AND a.framework_key = w.key
			 WHERE w.gives OR w.facilitates
			 ORDER BY lower(w."teamName"), w."teamId", w.key DESC`,
			[scope.accountId, scope.memberId],
		)
		return rows.filter(
			({ toGive, facilitates, state }) =>
				toGive || (facilitates && (state === 'collecting' || state === 'revealed')),
		)
	})
}
