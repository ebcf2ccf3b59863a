import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Lets nobody else publish a version of a framework, or draft a cycle on the newest, until the transaction ends: a draft
 * cycle is always on the newest version.
 */
export async function lockFramework({ sql }: Transaction, { accountId }: AccountScope): Promise<void> {
	await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('framework:' || $1, 0))`, [accountId])
}
