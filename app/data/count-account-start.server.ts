import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

/** How far an account is with its people, before its first cycle. */
export type AccountStart = {
	/** People of the roster who have not left. */
	members: number
	/** Those of them who can sign in. */
	joined: number
	/** Invitations that wait for an answer. */
	invited: number
	/** Somebody may run cycles. */
	hasHr: boolean
}

export async function countAccountStart(scope: AccountScope): Promise<AccountStart> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<AccountStart>(
			`SELECT count(*)::int AS members, count(s.id)::int AS joined,
				(SELECT count(*)::int FROM invitation i WHERE i.account_id = $1 AND i.accepted_at IS NULL
					AND i.revoked_at IS NULL AND i.expires_at > now()) AS invited,
				EXISTS (SELECT FROM membership h WHERE h.account_id = $1 AND 'hr' = ANY(h.roles) AND membership_is_open(h)) AS "hasHr"
			 FROM member m
			 LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
			 WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})`,
			[scope.accountId],
		)
		const [row] = rows
		if (!row) throw new Error('A count always has a row.')
		return row
	})
}
