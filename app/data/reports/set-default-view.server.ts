import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { viewKinds } from '#app/domain/report/report-kinds.ts'

/**
 * Makes a saved view the one that the person of the scope begins with, in place of any other, or takes that back. False where
 * there is no such view for them any more.
 *
 * @param of.reportId of a view that they may read
 */
export async function setDefaultView(
	scope: AccountScope,
	of: { reportId: string; isDefault: boolean },
): Promise<boolean> {
	const key = [scope.accountId, scope.membershipId, of.reportId]
	return withAccount(scope, async ({ sql }) => {
		if (!of.isDefault) {
			await sql.query(
				`DELETE FROM saved_report_default WHERE account_id = $1 AND membership_id = $2 AND report_id = $3`,
				key,
			)
			return true
		}
		// Held, so that it is not taken back from the others and given to one of them at the same moment.
		const { rowCount } = await sql.query(
			`WITH view AS (SELECT r.id FROM saved_report r
				WHERE r.account_id = $1 AND r.id = $3 AND r.kind = ANY ($4) AND (r.membership_id = $2 OR r.is_shared) FOR SHARE)
			 INSERT INTO saved_report_default (account_id, membership_id, report_id) SELECT $1, $2, id FROM view
			 ON CONFLICT (account_id, membership_id) DO UPDATE SET report_id = EXCLUDED.report_id`,
			[...key, viewKinds],
		)
		return rowCount === 1
	})
}
