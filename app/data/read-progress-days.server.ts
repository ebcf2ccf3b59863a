import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ProgressDay, ProgressEvents } from '#app/domain/cycle/progress-days.ts'
import { progressByDay } from '#app/domain/cycle/progress-days.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/**
 * SQL: the number of the day, among `day`, that a moment is in; 0 before the first. The days' beginnings are found once: to find
 * the day of every moment in a time zone takes longer than to count them.
 */
const dayOf = (moment: string) =>
	`width_bucket(${moment}, (SELECT array_agg(begins ORDER BY begins) FROM day))`

/**
 * How many of those who are eligible by now had sent, and had a result, at the end of each day of a cycle where the account
 * is: from its opening to its publication, or to today. What was given back since is not in.
 *
 * @param of.seenBy only the people that this member sees in the cycle
 */
export async function readProgressDays(
	scope: AccountScope,
	{ cycleId, seenBy = null }: { cycleId: string; seenBy?: string | null },
): Promise<ProgressDay[]> {
	return withAccount(scope, async (transaction) => {
		const { today, timeZone } = await readAccountCalendar(transaction, scope)
		const { sql } = transaction
		const cycles = await sql.query<{ openedAt: Date | null; publishedAt: Date | null }>(
			`SELECT opened_at AS "openedAt", published_at AS "publishedAt" FROM cycle WHERE account_id = $1 AND id = $2`,
			[scope.accountId, cycleId],
		)
		const { openedAt = null, publishedAt = null } = cycles.rows[0] ?? {}
		if (openedAt === null) return []
		const seen =
			seenBy === null
				? ''
				: `AND p.member_id <> $5::uuid AND p.id IN (${seenParticipants({ account: '$1', cycle: '$2', member: '$5' })})`
		const { rows } = await sql.query<ProgressEvents>(
			`WITH day AS MATERIALIZED (
				SELECT begins AT TIME ZONE $4 AS begins, begins::date AS day FROM cycle c
				CROSS JOIN generate_series((c.opened_at AT TIME ZONE $4)::date::timestamp, $3::date, interval '1 day') begins
				WHERE c.account_id = $1 AND c.id = $2
			 ),
			 eligible AS (
				SELECT ${dayOf('coalesce(p.joined_at, c.opened_at)')} AS joined, ${dayOf('p.self_sent_at')} AS self,
					${dayOf('p.manager_sent_at')} AS manager,
					CASE WHEN c.phase = 'published' OR p.reopened_at IS NULL OR p.agreed_at >= p.reopened_at
						THEN ${dayOf('p.agreed_at')} END AS result
				FROM participant p
				JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
				LEFT JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id AND m.left_on <= $3::date
				WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND (c.phase = 'published' OR m.id IS NULL) ${seen}
			 )
			 SELECT ((SELECT min(day) FROM day) + number - 1)::text AS day, kind, count::int
			 FROM (
				SELECT coalesce(joined, self, manager, result) AS number, count(*), CASE WHEN grouping(joined) = 0 THEN 'eligible'
					WHEN grouping(self) = 0 THEN 'self' WHEN grouping(manager) = 0 THEN 'manager' ELSE 'result' END AS kind
				FROM eligible GROUP BY GROUPING SETS (joined, self, manager, result)
			 ) e
			 WHERE number IS NOT NULL`,
			[scope.accountId, cycleId, today, timeZone, ...(seenBy === null ? [] : [seenBy])],
		)
		const from: Day = todayIn(timeZone, openedAt)
		return progressByDay(rows, { from, to: publishedAt ? todayIn(timeZone, publishedAt) : today })
	})
}
