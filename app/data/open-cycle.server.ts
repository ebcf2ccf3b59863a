import type { CycleDateName, CycleDates } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import { phasePassed } from '#app/domain/cycle/cycle-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { countOpeningWithin, joiningMember } from './count-opening.server.ts'
import { namesFamilies, teamInScope } from './cycle-scope-sql.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { planChecksOnce } from './plan-checks-once.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { addWebhookEvent } from './webhooks/add-webhook-event.server.ts'

export type OpenCycleResult =
	| { ok: true; participants: number; teams: number }
	| { ok: false; reason: 'gone' | 'no-participants' }
	| { ok: false; reason: 'not-draft'; phase: CyclePhase }
	/** One cycle runs at a time: who is asked twice at once answers neither, and change is counted from one to the next. */
	| { ok: false; reason: 'another-running'; name: string }
	| { ok: false; reason: 'before-published'; name: string }
	/** The day of a later phase has come: opened now, it would end at once. */
	| { ok: false; reason: 'dates-passed'; date: CycleDateName }
	/** Its day was moved meanwhile. */
	| { ok: false; reason: 'not-due' }

/**
 * Opens a cycle: freezes the team tree and everybody of its scope who takes part, with team, manager, family, title and
 * attributes as they are now. In one transaction; of two at the same moment the second is refused. `at` stands for now where
 * the sample company tells its history.
 *
 * @param options.byDate because its day has come, on nobody's behalf
 */
export async function openCycle(
	scope: AccountScope,
	{ cycleId, at = new Date(), byDate = false }: { cycleId: string; at?: Date; byDate?: boolean },
): Promise<OpenCycleResult> {
	return withAccount(
		scope,
		async (transaction) => {
			const { sql } = transaction
			const { accountId } = scope
			// Openings of one account wait for each other: each must see whether another cycle runs.
			await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('cycle.open:' || $1, 0))`, [accountId])
			// Whoever is being added to the roster is frozen with the others, or comes after them.
			await lockRoster(transaction, scope)
			const { rows } = await sql.query<CycleDates & { phase: CyclePhase; startsOn: string; endsOn: string }>(
				`SELECT c.phase, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn", c.opens_on::text AS "opensOn",
					c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn", c.publishes_on::text AS "publishesOn"
				 FROM cycle c WHERE c.account_id = $1 AND c.id = $2 FOR NO KEY UPDATE`,
				[accountId, cycleId],
			)
			const [cycle] = rows
			if (!cycle) return { ok: false, reason: 'gone' }
			if (cycle.phase !== 'draft') return { ok: false, reason: 'not-draft', phase: cycle.phase }

			const others = await sql.query<{ name: string; phase: CyclePhase }>(
				`SELECT c.name, c.phase FROM cycle c WHERE c.account_id = $1
					AND (c.phase = ANY ($2::cycle_phase[]) OR c.phase = 'published' AND c.starts_on > $3)
				 ORDER BY c.phase = 'published', c.starts_on DESC LIMIT 1`,
				[accountId, runningPhases, cycle.startsOn],
			)
			const [other] = others.rows
			if (other) {
				const reason = other.phase === 'published' ? 'before-published' : 'another-running'
				return { ok: false, reason, name: other.name }
			}

			const { today } = await readAccountCalendar(transaction, scope, at)
			if (byDate && (cycle.opensOn === null || cycle.opensOn > today)) return { ok: false, reason: 'not-due' }
			const passed = phasePassed(cycle, today)
			if (passed) return { ok: false, reason: 'dates-passed', date: passed }
			const opening = await countOpeningWithin(transaction, scope, { today, endsOn: cycle.endsOn, cycleId })
			if (opening.participants === 0) return { ok: false, reason: 'no-participants' }

			// Archived teams stay out, and where the scope is limited those that it does not have, unless somebody who takes part
			// is in them or below.
			const teams = await sql.query(
				`INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name)
				 WITH RECURSIVE kept AS (
					SELECT t.id, t.parent_id FROM team t
					WHERE t.account_id = $1 AND (t.archived_at IS NULL AND ${teamInScope('t.id')} AND NOT ${namesFamilies}
						OR EXISTS (SELECT FROM member m WHERE m.team_id = t.id AND ${joiningMember}))
					UNION
					SELECT t.id, t.parent_id FROM kept k JOIN team t ON t.account_id = $1 AND t.id = k.parent_id
				 )
				 SELECT t.account_id, $4, t.id, t.parent_id, t.lead_id, t.name
				 FROM kept k JOIN team t ON t.account_id = $1 AND t.id = k.id`,
				[accountId, today, cycle.endsOn, cycleId],
			)
			await planChecksOnce(transaction)
			const participants = await sql.query(
				`INSERT INTO participant (account_id, cycle_id, member_id, team_id, manager_id, family_id, job_title, attributes)
				 SELECT m.account_id, $4, m.id, m.team_id, g.id, m.family_id, m.job_title, m.attributes
				 FROM member m
				 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
					AND (g.left_on IS NULL OR g.left_on > $2::date)
				 WHERE ${joiningMember}`,
				[accountId, today, cycle.endsOn, cycleId],
			)
			await sql.query(
				`UPDATE cycle SET phase = 'open', opened_at = $3, version = version + 1 WHERE account_id = $1 AND id = $2`,
				[accountId, cycleId, at],
			)
			const frozen = { participants: participants.rowCount ?? 0, teams: teams.rowCount ?? 0 }
			await appendAuditEvent(transaction, scope, {
				action: 'cycle.opened',
				subject: { kind: 'cycle', id: cycleId },
				detail: { ...frozen, byDate },
			})
			await addWebhookEvent(transaction, scope, { event: 'cycle.opened', data: { cycleId } })
			return { ok: true, ...frozen }
		},
		{ timeout: 300_000 },
	)
}
