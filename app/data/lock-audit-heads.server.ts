import type { Transaction } from './database.server.ts'

const lock = `hashtextextended('contour: audit heads', 0)`

/**
 * Keeps every other process on this database from writing heads until the transaction ends.
 *
 * @param options.wait false: returns false at once where another has it
 */
export async function lockAuditHeads(
	{ sql }: Pick<Transaction, 'sql'>,
	{ wait }: { wait: boolean },
): Promise<boolean> {
	if (wait) {
		await sql.query(`SELECT pg_advisory_xact_lock(${lock})`)
		return true
	}
	const { rows } = await sql.query<{ ok: boolean }>(`SELECT pg_try_advisory_xact_lock(${lock}) AS ok`)
	return rows[0]?.ok === true
}
