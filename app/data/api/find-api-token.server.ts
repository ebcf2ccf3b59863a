import type { Role } from '#app/domain/access/policy.ts'
import { queryWithoutAccount } from '#app/data/database.server.ts'

export type FoundApiToken = {
	accountId: string
	slug: string
	id: string
	role: Role
	expiresAt: Date
	revokedAt: Date | null
	lastUsedAt: Date | null
}

/** A token of the API with its account, by its SHA-256 (hex); those that are good for nothing any more too. */
export async function findApiToken(hash: string): Promise<FoundApiToken | null> {
	const [row] = await queryWithoutAccount<FoundApiToken>(
		`SELECT account_id AS "accountId", slug, id, role, expires_at AS "expiresAt", revoked_at AS "revokedAt",
			last_used_at AS "lastUsedAt"
		 FROM find_api_token($1)`,
		[hash],
	)
	return row ?? null
}
