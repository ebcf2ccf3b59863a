import type { CheckInStage, Rater } from '#app/domain/check-in/rater.ts'
import { checkInStages } from '#app/domain/check-in/rater.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { isCheckInAuthor } from './check-in-author-sql.server.ts'
import { checkInSaysSomething } from './check-in-content-sql.server.ts'
import { outcomeIsOpen } from './closed-pair.server.ts'
import { isManagerRater, managerRater } from './manager-rater-sql.server.ts'
import { todayOfAccount } from './today-sql.server.ts'
import { withAccountSql } from './database.server.ts'

export type CheckInToDo = {
	participantId: string
	rater: Rater
	stage: CheckInStage
	/** Whether the other side is in; never what it says. */
	otherSent: boolean
	/** Whether there is somebody who can give the other side. */
	otherCan: boolean
	memberName: string
	jobTitle: string | null
	/** Who gives the manager's side, and for whom where they stand in. */
	managerName: string | null
	standsInFor: string | null
	teamName: string | null
	familyName: string
	cycleId: string
	cycleName: string
	/** Calendar day. */
	endsOn: string
	/** Calendar days, null where a phase begins by hand. */
	reviewOn: string | null
	calibrationOn: string | null
	publishesOn: string | null
	/** Agreed, in half-steps. */
	tier: HalfSteps | null
}

export const checkInSorts = ['name', 'team', 'stage'] as const
export type CheckInSort = (typeof checkInSorts)[number]

export type ListCheckInsOptions = {
	rater?: Rater
	stage?: CheckInStage | undefined
	/** Only these participants; all unless given. */
	only?: readonly string[] | undefined
	/** Part of a member's name. */
	search?: string
	sort?: CheckInSort
	order?: 'asc' | 'desc'
	/** From 1. */
	page?: number
	pageSize?: number
}

export type CheckInsToDo = {
	items: CheckInToDo[]
	/** Of all pages. */
	total: number
	/** Without the filter by stage and the search. */
	counts: Record<CheckInStage, number>
}

const order: Record<CheckInSort, string> = {
	name: 'lower("memberName")',
	team: 'lower("teamName")',
	stage: 'position',
}

/**
 * The check-ins of the running cycle that the person of the scope answers: their own, and those about the people whose
 * manager they are in the cycle, whatever the roster says by now.
 */
export async function listCheckInsToDo(
	scope: AccountScope,
	{
		rater,
		stage,
		only,
		search = '',
		sort = 'stage',
		order: direction = 'asc',
		page = 1,
		pageSize = 50,
	}: ListCheckInsOptions = {},
): Promise<CheckInsToDo> {
	const none = Object.fromEntries(checkInStages.map((name) => [name, 0])) as Record<CheckInStage, number>
	if (scope.memberId === null) return { items: [], total: 0, counts: none }
	const values = [scope.accountId, scope.memberId, checkInStages, rater ?? null]
	const filtered = [...values, stage ?? null, `%${search.replace(/[\\%_]/g, '\\$&')}%`, only ?? null]
	return withAccountSql(scope, async (sql) => {
		const [counted, total, items] = await Promise.all([
			sql.query<{ stage: CheckInStage; count: number }>(
				`SELECT stage, count(*)::int FROM (${rows}) r GROUP BY stage`,
				values,
			),
			sql.query<{ count: number }>(`SELECT count(*)::int FROM (${rows}) r ${filter}`, filtered),
			sql.query<CheckInToDo>(
				`SELECT "participantId", rater, stage, "otherSent", "otherCan", "memberName", "jobTitle", "managerName",
					"standsInFor", "teamName", "familyName", "cycleId", "cycleName", "endsOn", "reviewOn", "calibrationOn",
					"publishesOn", tier
				 FROM (${rows}) r ${filter}
				 ORDER BY ${order[sort]} ${direction === 'desc' ? 'DESC' : 'ASC'} NULLS LAST, lower("memberName"), "participantId"
				 LIMIT $8 OFFSET $9`,
				[...filtered, pageSize, (page - 1) * pageSize],
			),
		])
		const counts = { ...none, ...Object.fromEntries(counted.rows.map((row) => [row.stage, row.count])) }
		return { items: items.rows, total: total.rows[0]?.count ?? 0, counts }
	})
}

const filter = `WHERE ($5::text IS NULL OR stage = $5) AND "memberName" ILIKE $6
	AND ($7::uuid[] IS NULL OR "participantId" = ANY ($7))`

const rows = `
	SELECT *, array_position($3::text[], stage) AS position FROM (SELECT *, CASE
			WHEN tier IS NOT NULL AND NOT "isReopened" THEN CASE WHEN "isSingleRater" AND sent THEN 'alone' ELSE 'agreed' END
			WHEN NOT sent AND "takesAnswers" THEN CASE WHEN saved THEN 'draft' ELSE 'due' END
			WHEN sent AND "otherSent" THEN 'to-agree'
			WHEN sent AND NOT "otherCan" THEN 'alone'
			WHEN "takesAnswers" THEN 'waiting'
			ELSE 'closed'
		END AS stage
	FROM (
		SELECT p.id AS "participantId", side.rater, p.job_title AS "jobTitle", m.name AS "memberName",
			coalesce(delegate.name, boss.name) AS "managerName",
			CASE WHEN p.delegate_id IS NOT NULL THEN boss.name END AS "standsInFor", t.name AS "teamName", f.name AS "familyName", c.id AS "cycleId",
			c.name AS "cycleName", c.ends_on::text AS "endsOn", c.review_on::text AS "reviewOn",
			c.calibration_on::text AS "calibrationOn", c.publishes_on::text AS "publishesOn",
			i.id IS NOT NULL AND ${isCheckInAuthor('$2')} AND ${checkInSaysSomething} AS saved, i.submitted_at IS NOT NULL AS sent,
			EXISTS (SELECT FROM check_in other WHERE other.account_id = p.account_id AND other.participant_id = p.id
				AND other.rater <> side.rater AND other.submitted_at IS NOT NULL) AS "otherSent",
			EXISTS (SELECT FROM membership s WHERE s.account_id = p.account_id AND membership_is_open(s)
				AND s.member_id = CASE side.rater WHEN 'self' THEN ${managerRater} ELSE p.member_id END) AS "otherCan",
			c.phase IN ('open', 'review') OR p.reopened_at IS NOT NULL AS "takesAnswers",
			CASE WHEN ${outcomeIsOpen} THEN o.tier END AS tier,
			o.single_rater IS NOT NULL AS "isSingleRater",
			-- Of somebody reopened, what was agreed before stands until the two agree anew.
			coalesce(o.agreed_at < p.reopened_at, false) AS "isReopened"
		FROM participant p
		JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		CROSS JOIN LATERAL (SELECT CASE WHEN p.member_id = $2 THEN 'self' ELSE 'manager' END::rater AS rater) side
		JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
		LEFT JOIN member boss ON boss.account_id = p.account_id AND boss.id = p.manager_id
		LEFT JOIN member delegate ON delegate.account_id = p.account_id AND delegate.id = p.delegate_id
		LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		LEFT JOIN check_in i ON i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = side.rater
		LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
		WHERE p.account_id = $1 AND (p.member_id = $2 OR ${isManagerRater('$2')}) AND p.state = 'active' AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
			AND (c.phase IN ('open', 'review', 'calibration') OR c.phase = 'published' AND p.reopened_at IS NOT NULL) AND ($4::text IS NULL OR side.rater = $4::rater)
	) pair) staged`
