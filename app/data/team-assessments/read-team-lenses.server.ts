import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AgreedLenses } from '#app/domain/team-assessment/three-lenses.ts'
import { readAssessmentSight, seesTeamAssessments } from './read-assessment-sight.server.ts'

type Agreed = { assessmentId: string; cycleName: string }

type Row = Agreed & {
	teamId: string
	frameworkKey: string
	claimed: number | null
	shown: number | null
	shownOn: Day | null
	rung: number | null
	trapRecognized: boolean | null
}

/** The level and the rung that a team agreed last; null for a team whose assessments are not the person's to read. */
export async function readTeamLenses(
	scope: AccountScope,
	person: Person,
	{ teamId }: { teamId: string },
): Promise<AgreedLenses | null> {
	const lenses = await readLensesOfTeams(scope, person, { teamIds: [teamId] })
	return lenses.get(teamId) ?? null
}

/** The same of several teams in one read, by team; those whose assessments are not the person's to read are missing. */
export async function readLensesOfTeams(
	scope: AccountScope,
	person: Person,
	{ teamIds }: { teamIds: readonly string[] },
): Promise<Map<string, AgreedLenses>> {
	if (teamIds.length === 0) return new Map()
	return withAccount(scope, async (transaction) => {
		const sight = await readAssessmentSight(transaction, scope, person)
		const seen = teamIds.filter((teamId) => seesTeamAssessments(sight, teamId))
		const { rows } = await transaction.sql.query<Row>(
			`SELECT DISTINCT ON (a.team_id, a.framework_key) a.team_id AS "teamId", a.framework_key AS "frameworkKey",
				a.id AS "assessmentId", c.name AS "cycleName", a.claimed, a.shown, a.shown_on::text AS "shownOn", a.rung,
				a.trap_recognized AS "trapRecognized"
			 FROM team_assessment a JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			 WHERE a.account_id = $1 AND a.team_id = ANY ($2::uuid[]) AND a.state = 'agreed'
			 ORDER BY a.team_id, a.framework_key, c.starts_on DESC`,
			[scope.accountId, seen],
		)
		const byTeam = new Map(
			seen.map((teamId): [string, AgreedLenses] => [teamId, { level: null, rung: null }]),
		)
		for (const { teamId, assessmentId, cycleName, claimed, shown, shownOn, rung, trapRecognized } of rows) {
			const lenses = byTeam.get(teamId)
			const of = { assessmentId, cycleName }
			if (lenses && claimed !== null && shown !== null && shownOn !== null) {
				lenses.level = { ...of, claimed, shown, shownOn }
			}
			if (lenses && rung !== null && trapRecognized !== null) lenses.rung = { ...of, rung, trapRecognized }
		}
		return byTeam
	})
}
