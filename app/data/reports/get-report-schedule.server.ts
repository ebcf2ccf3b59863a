import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { ReportSchedule } from '#app/domain/report/schedule.ts'

export type OwnReportSchedule = ReportSchedule & {
	nextAt: Date | null
	stoppedAt: Date | null
	version: number
}

/** When the person of the scope is told of a saved report; null where they are not. */
export async function getReportSchedule(
	scope: AccountScope,
	{ reportId }: { reportId: string },
): Promise<OwnReportSchedule | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<OwnReportSchedule>(
			`SELECT s.rhythm, s.day::int AS day, s.hour::int AS hour, s.next_at AS "nextAt", s.stopped_at AS "stoppedAt",
				s.version FROM report_schedule s
			 WHERE s.account_id = $1 AND s.report_id = $2 AND s.membership_id = $3`,
			[scope.accountId, reportId, scope.membershipId],
		)
		return rows[0] ?? null
	})
}
