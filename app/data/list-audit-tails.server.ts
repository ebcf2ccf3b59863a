import { queryWithoutAccount } from './database.server.ts'
import type { Transaction } from './database.server.ts'

export type AuditTail = {
	accountId: string
	slug: string
	/** Of the last row; 0 and an empty hash where the log has none. */
	sequence: number
	hash: string
	/** What stands now at the sequence that was asked for; null where no row does. */
	knownHash: string | null
}

const statement = `SELECT account_id AS "accountId", slug, sequence, hash, known_hash AS "knownHash"
	FROM list_audit_tails($1, $2)`

/** The end of every account's log, for the system. */
export async function listAuditTails({
	known = [],
	transaction,
}: {
	/** Places at which hashes are wanted, one for each account at most. */
	known?: ReadonlyArray<{ accountId: string; sequence: number }>
	transaction?: Transaction
} = {}): Promise<AuditTail[]> {
	const values = [known.map(({ accountId }) => accountId), known.map(({ sequence }) => sequence)]
	if (!transaction) return queryWithoutAccount<AuditTail>(statement, values)
	return (await transaction.sql.query<AuditTail>(statement, values)).rows
}
