import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { rosterKind } from './roster-import-row.server.ts'

/** Lays an import aside that has not been applied, with what was listed of its people. False when there is none to lay aside. */
export async function discardRosterImport(scope: AccountScope, importId: string): Promise<boolean> {
	return withAccount(scope, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`UPDATE import SET state = 'discarded', version = version + 1
			 WHERE account_id = $1 AND id = $2 AND kind = $3 AND state IN ('uploaded', 'mapped')`,
			[scope.accountId, importId, rosterKind],
		)
		await sql.query(
			`DELETE FROM job_part p USING job j
			 WHERE p.account_id = $1 AND j.account_id = $1 AND j.id = p.job_id AND j.kind = 'roster-check' AND j.subject_id = $2`,
			[scope.accountId, importId],
		)
		return rowCount === 1
	})
}
