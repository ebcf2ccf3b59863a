import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AssessmentState } from '#app/domain/team-assessment/assessment-state.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { assessmentFacilitators, assessmentGivers } from './assessment-people-sql.server.ts'

/** An assessment as its head says it, with what the person of the scope is in it. No views of single people. */
export type AssessmentHead = {
	id: string
	cycleId: string
	cycleName: string
	phase: CyclePhase
	teamId: string
	/** As frozen in the cycle. */
	teamName: string
	frameworkKey: TeamFrameworkKey
	frameworkVersion: number
	isRegulated: boolean
	state: AssessmentState
	claimed: number | null
	shown: number | null
	shownOn: Day | null
	rung: number | null
	trapRecognized: boolean | null
	note: string | null
	revealedAt: Date | null
	revealedBy: string | null
	revealedInputs: number | null
	revealedOf: number | null
	agreedAt: Date | null
	agreedBy: string | null
	version: number
	/** Whether the person is asked for a view, and whether the person reveals and agrees. */
	gives: boolean
	facilitates: boolean
	/** How many views are in, and how many people are asked. */
	inputs: number
	asked: number
	/** The day that it is where the account is. */
	today: Day
}

const people = { account: 'a.account_id', cycle: 'a.cycle_id', team: 'a.team_id' }

/**
 * An assessment within an open transaction; null where the account has none of this id. The right to read it is for the caller
 * to decide.
 *
 * @param options.hold keeps it, and the phase of its cycle, until the transaction ends: for writing
 */
export async function selectAssessment(
	{ sql }: Transaction,
	scope: AccountScope,
	assessmentId: string,
	{ hold = false }: { hold?: boolean } = {},
): Promise<AssessmentHead | null> {
	if (!z.guid().safeParse(assessmentId).success) return null
	// In a statement of its own: what is read in the one that waits is from before whatever was waited for.
	if (hold) {
		await sql.query(
			`SELECT FROM team_assessment a JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			 WHERE a.account_id = $1 AND a.id = $2 FOR SHARE OF c FOR UPDATE OF a`,
			[scope.accountId, assessmentId],
		)
	}
	const { rows } = await sql.query<AssessmentHead>(
		`SELECT a.id, a.cycle_id AS "cycleId", c.name AS "cycleName", c.phase, a.team_id AS "teamId", t.name AS "teamName",
			a.framework_key AS "frameworkKey", a.framework_version AS "frameworkVersion", a.is_regulated AS "isRegulated",
			a.state, a.claimed, a.shown, a.shown_on::text AS "shownOn", a.rung, a.trap_recognized AS "trapRecognized", a.note,
			a.revealed_at AS "revealedAt", revealer.name AS "revealedBy", a.revealed_inputs AS "revealedInputs",
			a.revealed_of AS "revealedOf", a.agreed_at AS "agreedAt", agreer.name AS "agreedBy", a.version,
			EXISTS (SELECT FROM (${assessmentGivers(people)}) g WHERE g.member_id = $3) AS gives,
			EXISTS (SELECT FROM (${assessmentFacilitators(people)}) f WHERE f.member_id = $3) AS facilitates,
			(SELECT count(*)::int FROM team_assessment_input i
				WHERE i.account_id = a.account_id AND i.assessment_id = a.id AND i.submitted_at IS NOT NULL) AS inputs,
			(SELECT count(*)::int FROM (${assessmentGivers(people)}
				UNION SELECT i.member_id FROM team_assessment_input i
				WHERE i.account_id = a.account_id AND i.assessment_id = a.id AND i.submitted_at IS NOT NULL) g) AS asked,
			(now() AT TIME ZONE account.time_zone)::date::text AS today
		 FROM team_assessment a
		 JOIN account ON account.id = a.account_id
		 JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
		 JOIN cycle_team t ON t.account_id = a.account_id AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
		 LEFT JOIN member revealer ON revealer.account_id = a.account_id AND revealer.id = a.revealed_by_id
		 LEFT JOIN member agreer ON agreer.account_id = a.account_id AND agreer.id = a.agreed_by_id
		 WHERE a.account_id = $1 AND a.id = $2`,
		[scope.accountId, assessmentId, scope.memberId],
	)
	return rows[0] ?? null
}
