import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Keeps the roles of the scope's person as they are until the transaction ends.
 *
 * @throws with PostgreSQL's code 55P03 where somebody is changing them at this moment: whoever does that may wait for what
 * this transaction holds, so it never waits for them
 */
export async function holdRoles({ sql }: Transaction, { accountId, userId }: AccountScope): Promise<void> {
	await sql.query(`SELECT FROM membership m WHERE m.account_id = $1 AND m.user_id = $2 FOR SHARE NOWAIT`, [
		accountId,
		userId,
	])
}
