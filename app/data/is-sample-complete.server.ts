import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** What the sample's audit log says when everything is loaded; without it the loading was cut short. */
export const sampleLoadedAction = 'sample.loaded'

export async function isSampleComplete(scope: AccountScope): Promise<boolean> {
	return withAccount(scope, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`SELECT FROM audit_event WHERE account_id = $1 AND action = $2 LIMIT 1`,
			[scope.accountId, sampleLoadedAction],
		)
		return rowCount === 1
	})
}
