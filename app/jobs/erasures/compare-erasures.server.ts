import type { Transaction } from '#app/data/database.server.ts'
import type { Erasure } from '#app/data/erasures/list-erased-people.server.ts'
import { listErasedPeople } from '#app/data/erasures/list-erased-people.server.ts'
import { listAccounts } from '#app/data/list-accounts.server.ts'
import { readErasureLists } from './erasure-list.server.ts'

export type ErasureDifference = {
	/** On the list, of an account that is here, and not erased here: a backup from before was restored. */
	notHere: Erasure[]
	/** Erased here, and on no list. */
	notListed: Erasure[]
}

/** In what the list outside of the database and the database differ. */
export async function compareErasures(
	transaction?: Pick<Transaction, 'sql'>,
	accountIds?: ReadonlySet<string>,
): Promise<ErasureDifference> {
	const accounts = accountIds ?? new Set((await listAccounts()).map(({ id }) => id))
	const here = await listErasedPeople(transaction)
	const listed = await readErasureLists()
	const idOf = ({ accountId, memberId }: Erasure) => `${accountId} ${memberId}`
	const [known, kept] = [new Set(here.map(idOf)), new Set(listed.map(idOf))]
	return {
		notHere: listed.filter((one) => accounts.has(one.accountId) && !known.has(idOf(one))),
		notListed: here.filter((one) => !kept.has(idOf(one))),
	}
}
