import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** The name of the person of the scope; null for the system. */
export async function readUserName(scope: AccountScope): Promise<string | null> {
	if (!scope.userId) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ name: string }>(`SELECT name FROM "user" WHERE id = $1`, [
			scope.userId,
		])
		return rows[0]?.name ?? null
	})
}
