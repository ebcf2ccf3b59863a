import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

export type ListedApiToken = {
	id: string
	name: string
	role: Role
	/** Null of the command line, or of somebody who is gone. */
	createdBy: string | null
	createdAt: Date
	expiresAt: Date
	lastUsedAt: Date | null
	revokedAt: Date | null
}

/** The account's tokens: those that work first, the newest of them at the top. One page of them. */
export async function listApiTokens(
	scope: AccountScope,
	of: { page: number; pageSize: number },
): Promise<{ rows: ListedApiToken[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ListedApiToken & { total: number }>(
			`SELECT t.id, t.name, t.role, u.name AS "createdBy", t.created_at AS "createdAt", t.expires_at AS "expiresAt",
				t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt", count(*) OVER ()::int AS total
			 FROM api_token t
			 LEFT JOIN membership m ON m.account_id = t.account_id AND m.user_id = t.created_by_user_id
			 LEFT JOIN "user" u ON u.id = m.user_id
			 WHERE t.account_id = $1
			 ORDER BY t.revoked_at IS NULL AND t.expires_at > now() DESC, t.created_at DESC, t.id
			 LIMIT $2 OFFSET $3`,
			[scope.accountId, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
