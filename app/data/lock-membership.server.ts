import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type LockedMembership = {
	id: string
	userId: string
	memberId: string | null
	name: string
	email: string
	roles: Role[]
	version: number
	/** Nobody else who owns the account can still open it. */
	isLastOwner: boolean
}

/**
 * Reads a membership for a change and keeps other changes of roles in the account waiting, so that two owners cannot take
 * each other's last place.
 */
export async function lockMembership(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	membershipId: string,
): Promise<LockedMembership | null> {
	await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('roles:' || $1, 0))`, [accountId])
	const { rows } = await sql.query<LockedMembership>(
		`SELECT m.id, m.user_id AS "userId", m.member_id AS "memberId", u.name, u.email, m.roles::text[] AS roles, m.version,
			'owner' = ANY (m.roles) AND NOT EXISTS (SELECT FROM membership o
				WHERE o.account_id = m.account_id AND o.id <> m.id AND 'owner' = ANY (o.roles) AND membership_is_open(o)) AS "isLastOwner"
		 FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND m.id = $2
		 FOR UPDATE OF m`,
		[accountId, membershipId],
	)
	return rows[0] ?? null
}
