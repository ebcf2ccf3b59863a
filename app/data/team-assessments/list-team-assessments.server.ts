import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AssessmentState } from '#app/domain/team-assessment/assessment-state.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { assessmentFacilitators, assessmentGivers } from './assessment-people-sql.server.ts'
import { readAssessmentSight, seesTeamAssessments } from './read-assessment-sight.server.ts'

export type ListedAssessment = {
	id: string
	frameworkKey: TeamFrameworkKey
	cycleId: string
	cycleName: string
	phase: CyclePhase
	publishedAt: Date | null
	state: AssessmentState
	claimed: number | null
	shown: number | null
	shownOn: Day | null
	rung: number | null
	trapRecognized: boolean | null
	agreedAt: Date | null
}

export type TeamAssessments = {
	team: { id: string; name: string; buildsProductFeatures: boolean; isEngineering: boolean | null }
	/** The newest cycle first. */
	assessments: ListedAssessment[]
	/** The running cycle that has the team, and whether the person may begin an assessment in it; null for none. */
	running: { id: string; name: string; mayStart: boolean } | null
}

/** Every assessment of a team; null for a team that is not there or whose assessments are not the person's to read. */
export async function listTeamAssessments(
	scope: AccountScope,
	person: Person,
	{ teamId }: { teamId: string },
): Promise<TeamAssessments | null> {
	if (!z.guid().safeParse(teamId).success) return null
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const sight = await readAssessmentSight(transaction, scope, person)
		if (!seesTeamAssessments(sight, teamId)) return null
		const teams = await sql.query<TeamAssessments['team']>(
			`SELECT id, name, builds_product_features AS "buildsProductFeatures", is_engineering AS "isEngineering"
			 FROM team WHERE account_id = $1 AND id = $2`,
			[scope.accountId, teamId],
		)
		const [team] = teams.rows
		if (!team) return null
		const assessments = await sql.query<ListedAssessment>(
			`SELECT a.id, a.framework_key AS "frameworkKey", c.id AS "cycleId", c.name AS "cycleName", c.phase,
				c.published_at AS "publishedAt", a.state, a.agreed_at AS "agreedAt",
				CASE WHEN a.state = 'agreed' THEN a.claimed END AS claimed,
				CASE WHEN a.state = 'agreed' THEN a.shown END AS shown,
				CASE WHEN a.state = 'agreed' THEN a.shown_on END::text AS "shownOn",
				CASE WHEN a.state = 'agreed' THEN a.rung END AS rung,
				CASE WHEN a.state = 'agreed' THEN a.trap_recognized END AS "trapRecognized"
			 FROM team_assessment a JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			 WHERE a.account_id = $1 AND a.team_id = $2 ORDER BY c.starts_on DESC, a.framework_key DESC`,
			[scope.accountId, teamId],
		)
		const people = { account: 't.account_id', cycle: 't.cycle_id', team: 't.team_id' }
		const running = await sql.query<{ id: string; name: string; mayStart: boolean }>(
			`SELECT c.id, c.name, EXISTS (SELECT FROM (${assessmentGivers(people)} UNION ${assessmentFacilitators(people)}) g
					WHERE g.member_id = $3) AS "mayStart"
			 FROM cycle c JOIN cycle_team t ON t.account_id = c.account_id AND t.cycle_id = c.id
			 WHERE c.account_id = $1 AND t.team_id = $2 AND c.phase IN ('open', 'review', 'calibration')
			 ORDER BY c.starts_on DESC LIMIT 1`,
			[scope.accountId, teamId, scope.memberId],
		)
		return { team, assessments: assessments.rows, running: running.rows[0] ?? null }
	})
}
