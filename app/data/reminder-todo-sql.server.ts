import { managerRaterOf } from './manager-rater-sql.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'

/**
 * SQL: what waits for whom in a cycle, as `todo (member_id, own, rate, agree, reopened_on)`: whether the own check-in is to be
 * sent, how many others are to be answered for, with how many there is something to agree, and the last day on which somebody of
 * these was reopened, the member included; null for none. Of a published cycle only the correction counts. Begins a WITH.
 *
 * $1 is the account, $2 the cycle, $3 today where the account is, $4 whether answers are taken of
 * everybody, and not only of those who are reopened. The others choose among the
 * participants that something waits for, each null for all: $5 standings, $6 team with those below it, $7 family, $8 a part of a name, in lower
 * case, of the person, the manager or the team; $9 only the side `self` or `manager`.
 */
export const reminderTodo = `
	WITH RECURSIVE below (team_id) AS (
		SELECT nullif($6::text, 'none')::uuid
		UNION
		SELECT t.team_id FROM below b
		JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.parent_id = b.team_id
	),
	waiting AS (
		SELECT s.member_id, s.self_submitted, s.manager_submitted, s.stands AS standing,
			${managerRaterOf('s')} AS rater_id, $4::boolean OR s.reopened_at IS NOT NULL AS answers,
			(s.reopened_at AT TIME ZONE (SELECT a.time_zone FROM account a WHERE a.id = $1))::date AS reopened_on
		FROM (SELECT r.*, coalesce(r.correction, r.standing) AS stands FROM (${standingRows}) r) s
		WHERE s.stands NOT IN ('agreed', 'not-assessed', 'exempt', 'left')
			AND ($5::text[] IS NULL OR s.stands = ANY ($5))
			AND ($6 IS NULL OR $6 = 'none' AND s.team_id IS NULL OR s.team_id IN (SELECT b.team_id FROM below b))
			AND ($7::text IS NULL OR s.family_id::text = $7)
			AND ($8::text IS NULL OR EXISTS (SELECT FROM member n WHERE n.account_id = $1
					AND n.id IN (s.member_id, ${managerRaterOf('s')}) AND strpos(lower(n.name), $8) > 0)
				OR EXISTS (SELECT FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.team_id
					AND strpos(lower(t.name), $8) > 0))
	),
	todo AS (
		SELECT member_id, bool_or(own) AS own, sum(rate)::int AS rate, sum(agree)::int AS agree,
			max(reopened_on) AS reopened_on
		FROM (
			SELECT member_id, true AS own, 0 AS rate, 0 AS agree, reopened_on FROM waiting
			WHERE answers AND NOT self_submitted AND $9::text IS DISTINCT FROM 'manager'
			UNION ALL
			SELECT rater_id, false, (NOT manager_submitted)::int, (standing = 'to-agree')::int, reopened_on FROM waiting
			WHERE rater_id IS NOT NULL AND (answers AND NOT manager_submitted OR standing = 'to-agree')
				AND $9 IS DISTINCT FROM 'self'
		) side GROUP BY member_id
	)`

/** Which participants: all where nothing is said. */
export type ReminderFilter = {
	standings?: readonly string[] | undefined
	/** In this team or below it; `none` for those in no team. */
	teamId?: string | undefined
	familyId?: string | undefined
	search?: string | undefined
	whom?: 'self' | 'manager' | undefined
}

/** The values of $1 to $9. */
export function reminderTodoValues(of: {
	accountId: string
	cycleId: string
	today: string
	takesAnswers: boolean
	filter?: ReminderFilter
}): unknown[] {
	const { accountId, cycleId, today, takesAnswers, filter = {} } = of
	const { standings, teamId, familyId, search, whom } = filter
	return [
		...[accountId, cycleId, today, takesAnswers],
		...[standings ?? null, teamId ?? null, familyId ?? null, search?.toLowerCase() || null, whom ?? null],
	]
}
