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

/** The accounts that a user belongs to, by name: read before any of them is entered. */
export async function listUserMemberships(userId: string): Promise<UserMembership[]> {
	return queryWithoutAccount<UserMembership>(
		`SELECT account_id AS "accountId", slug, account_name AS "accountName", is_sample AS "isSample",
			membership_id AS "membershipId", member_id AS "memberId", roles::text[] AS roles
		 FROM list_user_memberships($1)`,
		[userId],
	)
}
