import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { readAssessmentSight } from './read-assessment-sight.server.ts'

export type AgreedAssessment = {
	id: string
	cycle: { id: string; name: string }
	/** With its name as frozen in the cycle. */
	team: { id: string; name: string }
	framework: TeamFrameworkKey
	claimed: number | null
	shown: number | null
	shownOn: Day | null
	rung: number | null
	trapRecognized: boolean | null
	agreedAt: Date
}

type Asked = {
	cycleId?: string | undefined
	teamId?: string | undefined
	framework?: TeamFrameworkKey | undefined
	page: number
	pageSize: number
}

/** What teams have agreed, of those whose assessments a person reads; the newest cycle first, then by team. */
export async function listAgreedAssessments(
	scope: AccountScope,
	person: Person,
	{ cycleId, teamId, framework, page, pageSize }: Asked,
): Promise<{ assessments: AgreedAssessment[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const sight = await readAssessmentSight(transaction, scope, person)
		const { rows } = await transaction.sql.query<AgreedAssessment & { total: number }>(
			`SELECT a.id, json_build_object('id', c.id, 'name', c.name) AS cycle, json_build_object('id', t.team_id, 'name', t.name) AS team,
				a.framework_key AS framework, a.claimed, a.shown, a.shown_on::text AS "shownOn", a.rung,
				a.trap_recognized AS "trapRecognized", a.agreed_at AS "agreedAt", count(*) OVER ()::int AS total
			 FROM team_assessment a
			 JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			 JOIN cycle_team t ON t.account_id = a.account_id AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
			 WHERE a.account_id = $1 AND a.state = 'agreed' AND ($2 OR a.team_id = ANY ($3::uuid[]))
				AND ($4::uuid IS NULL OR a.cycle_id = $4) AND ($5::uuid IS NULL OR a.team_id = $5)
				AND ($6::text IS NULL OR a.framework_key = $6)
			 ORDER BY c.starts_on DESC, c.id, lower(t.name), t.team_id, a.framework_key DESC
			 LIMIT $7 OFFSET $8`,
			[
				...[scope.accountId, sight.all, sight.teamIds, cycleId ?? null, teamId ?? null, framework ?? null],
				...[pageSize, (page - 1) * pageSize],
			],
		)
		const assessments = rows.map(({ total: _, ...assessment }) => assessment)
		return { assessments, total: rows[0]?.total ?? 0 }
	})
}
