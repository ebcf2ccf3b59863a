import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { readableReports } from '#app/domain/report/report-kinds.ts'
import type { SavedReport } from './saved-report-row.server.ts'
import { readSavedReportRow, savedReportColumns, savedReportOwner } from './saved-report-row.server.ts'

/** The saved view that the person of the scope begins with; null for none, and for one that they may not read any more. */
export async function getDefaultView(scope: AccountScope, person: Person): Promise<SavedReport | null> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<Parameters<typeof readSavedReportRow>[0]>(
			`SELECT ${savedReportColumns('$2')} FROM saved_report_default d
			 JOIN saved_report r ON r.account_id = d.account_id AND r.id = d.report_id ${savedReportOwner}
			 WHERE d.account_id = $1 AND d.membership_id = $2 AND r.kind = ANY ($3) AND (r.membership_id = $2 OR r.is_shared)`,
			[scope.accountId, scope.membershipId, readableReports(person)],
		)
		return rows[0] ? readSavedReportRow(rows[0]) : null
	})
}
