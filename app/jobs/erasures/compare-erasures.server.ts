import type { Transaction } from '#app/data/database.server.ts'
import { withoutAccount } from '#app/data/database.server.ts'
import type { Erasure } from '#app/data/erasures/list-erased-people.server.ts'
import { listErasedPeople } from '#app/data/erasures/list-erased-people.server.ts'
import { readErasureLists } from './erasure-list.server.ts'

export type ErasureDifference = {
	/** On the list, of an account that is here, and not erased here: a backup from before was restored. */
	notHere: Erasure[]
	/** Erased here, and on no list. */
	notListed: Erasure[]
}

/**
 * In what the lists outside of the database and the database differ.
 *
 * @throws UnusableList
 */
export async function compareErasures(): Promise<ErasureDifference> {
	return withoutAccount(compareErasuresWithin)
}

/** The same within an open transaction. */
export async function compareErasuresWithin(
	transaction: Pick<Transaction, 'sql'>,
): Promise<ErasureDifference> {
	const { rows } = await transaction.sql.query<{ id: string }>(`SELECT id FROM list_accounts()`)
	const accounts = new Set(rows.map(({ id }) => id))
	const here = await listErasedPeople(transaction)
	const listed = await readErasureLists()
	const idOf = ({ accountId, memberId }: Erasure) => `${accountId} ${memberId}`
	const [known, kept] = [new Set(here.map(idOf)), new Set(listed.map(idOf))]
	return {
		notHere: listed.filter((one) => accounts.has(one.accountId) && !known.has(idOf(one))),
		notListed: here.filter((one) => !kept.has(idOf(one))),
	}
}
