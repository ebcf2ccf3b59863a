import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ProgressDay, ProgressEvents } from '#app/domain/cycle/progress-days.ts'
import { progressByDay } from '#app/domain/cycle/progress-days.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

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
			`SELECT (e.at AT TIME ZONE $4)::date::text AS day, e.kind, count(*)::int AS count
			 FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 LEFT JOIN check_in self ON self.account_id = p.account_id AND self.participant_id = p.id AND self.rater = 'self'
			 LEFT JOIN check_in manager ON manager.account_id = p.account_id AND manager.participant_id = p.id
				AND manager.rater = 'manager'
			 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				AND (c.phase = 'published' OR p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at)
			 CROSS JOIN LATERAL (VALUES ('eligible', coalesce(p.joined_at, c.opened_at)), ('self', self.submitted_at),
				('manager', manager.submitted_at), ('result', o.agreed_at)) AS e (kind, at)
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND e.at IS NOT NULL
				AND (c.phase = 'published' OR m.left_on IS NULL OR m.left_on > $3::date) ${seen}
			 GROUP BY 1, 2`,
			[scope.accountId, cycleId, today, timeZone, ...(seenBy === null ? [] : [seenBy])],
		)
		const from: Day = todayIn(timeZone, openedAt)
		return progressByDay(rows, { from, to: publishedAt ? todayIn(timeZone, publishedAt) : today })
	})
}
