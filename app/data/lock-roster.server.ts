import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Lets nobody else write people or teams until the transaction ends: two imports would both add whom neither knows, and two
 * moves, each right by itself, could close a loop. Whatever writes people or teams starts with this.
 */
export async function lockRoster({ sql }: Transaction, { accountId }: AccountScope): Promise<void> {
	await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('roster:' || $1, 0))`, [accountId])
}
