import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** Where mails for the person of the scope go; null for the system. */
export async function readUserEmail(scope: AccountScope): Promise<string | null> {
	if (!scope.userId) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ email: string }>(`SELECT email FROM "user" WHERE id = $1`, [
			scope.userId,
		])
		return rows[0]?.email ?? null
	})
}
