import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { isOtherResult } from './has-correction-changes.server.ts'
import { managerRaterOf } from './manager-rater-sql.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** A participant who is reopened, in a published cycle or in one that runs. */
export type ReopenedParticipant = {
	participantId: string
	name: string
	teamName: string | null
	managerName: string | null
	reason: string
	reopenedAt: Date
	/** Where they stand since. */
	standing: ParticipantStanding
	/** Whether the result differs by now from what is published; of a cycle that runs, false. */
	isChanged: boolean
}

export type Correction = {
	/** All who are reopened; those of them who have agreed anew, or sent alone; and those whose result differs by that. */
	reopened: number
	done: number
	changed: number
	/** Everybody who could be: exempt and left are not. */
	eligible: number
	people: ReopenedParticipant[]
}

/** Who is reopened in a cycle and how far each is: by name, a page of them. Never an answer. */
export async function getCorrection(
	scope: AccountScope,
	{ cycleId, page = 1, pageSize = 25 }: { cycleId: string; page?: number; pageSize?: number },
): Promise<Correction> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const values = [scope.accountId, cycleId, today]
		const counted = await transaction.sql.query<Omit<Correction, 'people'>>(
			`SELECT count(*)::int AS reopened, count(*) FILTER (WHERE standing IN ('agreed', 'single-rater'))::int AS done,
				count(*) FILTER (WHERE "isChanged")::int AS changed,
				(SELECT count(*)::int FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active') AS eligible
			 FROM (${reopened}) r`,
			values,
		)
		const { rows } = await transaction.sql.query<ReopenedParticipant>(
			`SELECT r."participantId", m.name, t.name AS "teamName", g.name AS "managerName", r.reason, r."reopenedAt",
				r.standing, r."isChanged"
			 FROM (${reopened}) r
			 JOIN member m ON m.account_id = $1 AND m.id = r.member_id
			 LEFT JOIN member g ON g.account_id = $1 AND g.id = ${managerRaterOf('r')}
			 LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = r.team_id
			 ORDER BY lower(m.name), r."participantId" LIMIT $4 OFFSET $5`,
			[...values, pageSize, (page - 1) * pageSize],
		)
		return { ...(counted.rows[0] ?? { reopened: 0, done: 0, changed: 0, eligible: 0 }), people: rows }
	})
}

const reopened = `
	SELECT p.id AS "participantId", s.member_id, s.team_id, s.manager_id, s.delegate_id, s.reopen_reason AS reason,
		s.reopened_at AS "reopenedAt", coalesce(s.correction, s.standing) AS standing,
		e.participant_id IS NOT NULL AND (${isOtherResult} OR s.correction = 'single-rater' AND i.id IS NOT NULL) AS "isChanged"
	FROM (${standingRows} AND p.reopened_at IS NOT NULL) s
	JOIN participant p ON p.account_id = $1 AND p.cycle_id = $2 AND p.id = s.id
	LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
	LEFT JOIN check_in i ON i.account_id = p.account_id AND i.participant_id = p.id AND i.submitted_at >= p.reopened_at
		AND s.correction = 'single-rater'
	LEFT JOIN earlier_outcome e ON e.account_id = p.account_id AND e.cycle_id = p.cycle_id AND e.participant_id = p.id
		AND e.version = (SELECT max(v.version) FROM snapshot v WHERE v.account_id = $1 AND v.cycle_id = $2)`
