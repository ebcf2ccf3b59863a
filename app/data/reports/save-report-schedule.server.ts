import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { nextRun } from '#app/domain/report/next-run.ts'
import type { ReportSchedule } from '#app/domain/report/schedule.ts'

/**
 * Saves when the person of the scope is told of a saved report that they may read, beginning with the next time after now.
 *
 * @param of.version as the form showed it; 0 where there was none yet
 */
export async function saveReportSchedule(
	scope: AccountScope,
	of: ReportSchedule & { reportId: string; version: number; at?: Date },
): Promise<{ ok: true } | { ok: false; reason: 'conflict' }> {
	const { at = new Date() } = of
	return withAccount(scope, async (transaction) => {
		const calendar = await readAccountCalendar(transaction, scope, at)
		const { rowCount } = await transaction.sql.query(
			`INSERT INTO report_schedule AS s (account_id, report_id, membership_id, rhythm, day, hour, next_at)
			 SELECT $1, $2, $3, $4::report_rhythm, $5, $6, $7 WHERE $8::int = 0 OR EXISTS (SELECT FROM report_schedule e
				WHERE e.account_id = $1 AND e.report_id = $2 AND e.membership_id = $3)
			 ON CONFLICT (account_id, report_id, membership_id) DO UPDATE SET rhythm = EXCLUDED.rhythm, day = EXCLUDED.day,
				hour = EXCLUDED.hour, next_at = EXCLUDED.next_at, stopped_at = NULL, version = s.version + 1
			 WHERE s.version = $8`,
			[
				...[scope.accountId, of.reportId, scope.membershipId, of.rhythm, of.day, of.hour],
				...[nextRun(of, at, calendar), of.version],
			],
		)
		return rowCount === 1 ? { ok: true } : { ok: false, reason: 'conflict' }
	})
}
