import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { ReportSchedule } from '#app/domain/report/schedule.ts'

export type DueReport = ReportSchedule & {
	reportId: string
	membershipId: string
	userId: string
	email: string
	kind: string
	nextAt: Date
}

/** Who is to be told of which report by now, and is still one of those who find it. */
export async function listDueReports(
	scope: AccountScope,
	{ at, limit }: { at: Date; limit: number },
): Promise<DueReport[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<DueReport>(
			`SELECT s.report_id AS "reportId", s.membership_id AS "membershipId", m.user_id AS "userId", u.email, r.kind,
				s.rhythm, s.day::int AS day, s.hour::int AS hour, s.next_at AS "nextAt"
			 FROM report_schedule s
			 JOIN saved_report r ON r.account_id = s.account_id AND r.id = s.report_id
			 JOIN membership m ON m.account_id = s.account_id AND m.id = s.membership_id
			 JOIN "user" u ON u.id = m.user_id
			 WHERE s.account_id = $1 AND s.next_at <= $2 ORDER BY s.next_at, s.report_id, s.membership_id LIMIT $3`,
			[scope.accountId, at, limit],
		)
		return rows
	})
}
