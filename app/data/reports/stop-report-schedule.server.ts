import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** Tells the person of the scope of a saved report no more. */
export async function stopReportSchedule(
	scope: AccountScope,
	{ reportId }: { reportId: string },
): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(`DELETE FROM report_schedule WHERE account_id = $1 AND report_id = $2 AND membership_id = $3`, [
			scope.accountId,
			reportId,
			scope.membershipId,
		]),
	)
}
