import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** A token of the account as it stands now, by its id; null where there is none. One that is good for nothing any more too. */
export async function getApiToken(
	scope: AccountScope,
	tokenId: string,
): Promise<{ role: Role; expiresAt: Date; revokedAt: Date | null } | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ role: Role; expiresAt: Date; revokedAt: Date | null }>(
			`SELECT role, expires_at AS "expiresAt", revoked_at AS "revokedAt" FROM api_token WHERE account_id = $1 AND id = $2`,
			[scope.accountId, tokenId],
		)
		return rows[0] ?? null
	})
}
