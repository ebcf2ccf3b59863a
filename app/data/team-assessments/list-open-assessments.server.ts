import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'

export type OpenAssessment = {
	id: string
	teamId: string
	teamName: string
	frameworkKey: TeamFrameworkKey
}

/** Assessments of a cycle that were begun and on which the team has not agreed, by the name of the team. For who runs cycles. */
export async function listOpenAssessments(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<OpenAssessment[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<OpenAssessment>(
			`SELECT a.id, a.team_id AS "teamId", t.name AS "teamName", a.framework_key AS "frameworkKey"
			 FROM team_assessment a
			 JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
			 WHERE a.account_id = $1 AND a.cycle_id = $2 AND a.state <> 'agreed'
			 ORDER BY lower(t.name), t.team_id, a.framework_key DESC`,
			[scope.accountId, cycleId],
		)
		return rows
	})
}
