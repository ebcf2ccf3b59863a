import type { Role } from '#app/domain/access/policy.ts'
import { queryWithoutAccount } from './database.server.ts'

export type UserMembership = {
	accountId: string
	slug: string
	accountName: string
	isSample: boolean
	membershipId: string
	memberId: string | null
	roles: Role[]
}

/**
 * The accounts that a user may enter, by name: read before any of them is entered. Who has left a company has no way into its
 * account any more, except where nobody else owns it.
 */
export async function listUserMemberships(userId: string): Promise<UserMembership[]> {
	return queryWithoutAccount<UserMembership>(
		`SELECT account_id AS "accountId", slug, account_name AS "accountName", is_sample AS "isSample",
			membership_id AS "membershipId", member_id AS "memberId", roles::text[] AS roles
		 FROM list_user_memberships($1) WHERE is_open`,
		[userId],
	)
}
