import type { Role } from '#app/domain/access/policy.ts'
import { queryWithoutAccount } from './database.server.ts'

export type FoundInvitation = {
	accountId: string
	id: string
	email: string
	roles: Role[]
	memberId: string | null
	accountName: string
	slug: string
	/** Why it cannot be accepted any more; `open` when it can. */
	state: 'open' | 'accepted' | 'revoked' | 'expired'
}

/** An invitation by the SHA-256 (hex) of the token in its mail. Looking does not use it up. */
export async function findInvitation(tokenHash: string): Promise<FoundInvitation | null> {
	const [row] = await queryWithoutAccount<FoundInvitation>(
		`SELECT account_id AS "accountId", id, email, roles::text[] AS roles, member_id AS "memberId",
			account_name AS "accountName", slug,
			CASE WHEN accepted_at IS NOT NULL THEN 'accepted' WHEN revoked_at IS NOT NULL THEN 'revoked'
				WHEN expires_at <= now() THEN 'expired' ELSE 'open' END AS state
		 FROM find_invitation($1)`,
		[tokenHash],
	)
	return row ?? null
}
