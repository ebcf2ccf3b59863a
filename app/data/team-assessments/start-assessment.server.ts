import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { assessmentFacilitators, assessmentGivers } from './assessment-people-sql.server.ts'

type Input = {
	teamId: string
	framework: { key: TeamFrameworkKey; version: number }
	/** Of the checks; null where the framework has none. */
	checksVersion: number | null
}

/** `no-cycle`: none runs that has the team; `not-marked`: the framework does not apply to the team. */
export type StartAssessmentResult =
	{ ok: true; assessmentId: string } | { ok: false; reason: 'not-found' | 'no-cycle' | 'not-marked' }

/**
 * Begins the assessment of a team in the running cycle, by somebody who gives a view or agrees. Where it has begun already,
 * that one is it.
 */
export async function startAssessment(
	scope: AccountScope,
	{ teamId, framework, checksVersion }: Input,
): Promise<StartAssessmentResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const people = { account: 't.account_id', cycle: 't.cycle_id', team: 't.team_id' }
		const running = await sql.query<{ cycleId: string; takesPart: boolean; applies: boolean }>(
			`SELECT t.cycle_id AS "cycleId",
				EXISTS (SELECT FROM (${assessmentGivers(people)} UNION ${assessmentFacilitators(people)}) g
					WHERE g.member_id = $3) AS "takesPart",
				CASE $4::text WHEN 'five-ai-coding-levels' THEN n.builds_product_features
					ELSE coalesce(n.is_engineering, false) END AS applies
			 FROM cycle c JOIN cycle_team t ON t.account_id = c.account_id AND t.cycle_id = c.id
			 JOIN team n ON n.account_id = t.account_id AND n.id = t.team_id
			 WHERE c.account_id = $1 AND t.team_id = $2 AND c.phase IN ('open', 'review', 'calibration') FOR SHARE OF c, n`,
			[scope.accountId, teamId, scope.memberId, framework.key],
		)
		const [cycle] = running.rows
		if (!cycle) return { ok: false, reason: 'no-cycle' }
		if (!cycle.takesPart) return { ok: false, reason: 'not-found' }
		if (!cycle.applies) return { ok: false, reason: 'not-marked' }
		const added = await sql.query<{ id: string }>(
			`INSERT INTO team_assessment (account_id, cycle_id, team_id, framework_key, framework_version, checks_version, is_regulated)
			 SELECT n.account_id, $3, n.id, $4, $5, $6, n.is_regulated FROM team n WHERE n.account_id = $1 AND n.id = $2
			 ON CONFLICT (account_id, cycle_id, team_id, framework_key) DO NOTHING RETURNING id`,
			[scope.accountId, teamId, cycle.cycleId, framework.key, framework.version, checksVersion],
		)
		const isNew = added.rows[0]
		if (isNew) {
			await appendAuditEvent(transaction, scope, {
				action: 'team-assessment.started',
				subject: { kind: 'team-assessment', id: isNew.id },
				detail: { teamId, cycleId: cycle.cycleId, framework: framework.key },
			})
			return { ok: true, assessmentId: isNew.id }
		}
		const there = await sql.query<{ id: string }>(
			`SELECT id FROM team_assessment WHERE account_id = $1 AND cycle_id = $2 AND team_id = $3 AND framework_key = $4`,
			[scope.accountId, cycle.cycleId, teamId, framework.key],
		)
		const [assessment] = there.rows
		if (!assessment) throw new Error('The assessment was there and is gone.')
		return { ok: true, assessmentId: assessment.id }
	})
}
