import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type Overseer = { userId: string; email: string; name: string }

/** All owners and HR of the account who can still open it: whoever hears of changes of roles, managers and k. */
export async function listOverseers({ sql }: Transaction, { accountId }: AccountScope): Promise<Overseer[]> {
	const { rows } = await sql.query<Overseer>(
		`SELECT u.id AS "userId", u.email, u.name FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND m.roles && ARRAY['owner', 'hr']::role[] AND membership_is_open(m) ORDER BY u.email`,
		[accountId],
	)
	return rows
}
