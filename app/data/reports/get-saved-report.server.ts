import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { readableReports } from '#app/domain/report/report-kinds.ts'
import type { SavedReport } from './saved-report-row.server.ts'
import { readSavedReportRow, savedReportColumns, savedReportOwner } from './saved-report-row.server.ts'

/** A saved report of the person of the scope, or one that is shared; null where there is none that they may read. */
export async function getSavedReport(
	scope: AccountScope,
	person: Person,
	{ reportId }: { reportId: string },
): Promise<SavedReport | null> {
	if (!z.guid().safeParse(reportId).success) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Parameters<typeof readSavedReportRow>[0]>(
			`SELECT ${savedReportColumns('$2')} FROM saved_report r ${savedReportOwner}
			 WHERE r.account_id = $1 AND r.id = $4 AND r.kind = ANY ($3) AND (r.membership_id = $2 OR r.is_shared)`,
			[scope.accountId, scope.membershipId, readableReports(person), reportId],
		)
		return rows[0] ? readSavedReportRow(rows[0]) : null
	})
}
