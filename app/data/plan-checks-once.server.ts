import type { Transaction } from './database.server.ts'

/**
 * For a bulk write: until the transaction ends, the checks of foreign keys are planned once and not for each row, which takes
 * longer than the rows themselves; and neither as they were planned when the tables were small, nor for an account of which the
 * planner thinks that it has no rows (ADR 32).
 */
export async function planChecksOnce({ sql }: Pick<Transaction, 'sql'>): Promise<void> {
	await sql.query(`DISCARD PLANS`)
	await sql.query(`SET LOCAL plan_cache_mode = auto`)
}
