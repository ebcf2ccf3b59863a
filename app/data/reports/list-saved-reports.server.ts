import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { readableReports } from '#app/domain/report/report-kinds.ts'
import type { SavedReport } from './saved-report-row.server.ts'
import { readSavedReportRow, savedReportColumns, savedReportOwner } from './saved-report-row.server.ts'

/** What the person of the scope saved, and what others share with them: of the kinds that they may read now. */
export async function listSavedReports(scope: AccountScope, person: Person): Promise<SavedReport[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Parameters<typeof readSavedReportRow>[0]>(
			`SELECT ${savedReportColumns('$2')} FROM saved_report r ${savedReportOwner}
			 WHERE r.account_id = $1 AND r.kind = ANY ($3) AND (r.membership_id = $2 OR r.is_shared)
			 ORDER BY r.membership_id = $2 DESC, lower(r.name), r.id`,
			[scope.accountId, scope.membershipId, readableReports(person)],
		)
		return rows.flatMap((row) => readSavedReportRow(row) ?? [])
	})
}
