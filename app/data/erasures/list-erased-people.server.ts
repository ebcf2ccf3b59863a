import { queryWithoutAccount } from '#app/data/database.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** An erasure, as it is known in the database and on the list outside of it. Names nobody. */
export type Erasure = {
	accountId: string
	/** The row that stays. */
	memberId: string
	/** In UTC with milliseconds. */
	erasedAt: string
	keyName: string
	hashes: string[]
}

const statement = `SELECT account_id AS "accountId", member_id AS "memberId", key_name AS "keyName", hashes,
	to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "erasedAt" FROM list_erased_people()`

/** Of every account, for the system, the earliest first. */
export async function listErasedPeople(transaction?: Pick<Transaction, 'sql'>): Promise<Erasure[]> {
	if (!transaction) return queryWithoutAccount<Erasure>(statement)
	return (await transaction.sql.query<Erasure>(statement)).rows
}
