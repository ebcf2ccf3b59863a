import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { ErasedPerson, ErasePerson } from '#app/data/erasures/erase-person.server.ts'
import { erasePerson } from '#app/data/erasures/erase-person.server.ts'
import { makePersonHasher } from '#app/data/erasures/person-hasher.server.ts'
import { ensureAuditKey } from '#app/lib/audit-key.server.ts'
import { addToErasureList } from './erasure-list.server.ts'

/**
 * Erases a person, and puts it on the list that is kept outside of the database, so that a restore of an older backup brings
 * nobody back. The list is written just before the transaction is committed: whoever is killed in between leaves an entry that
 * `contour erasures replay` follows, and never an erasure that is on no list.
 */
export async function erasePersonForGood(
	scope: AccountScope,
	of: Omit<ErasePerson, 'hasher' | 'keepOnList'>,
): Promise<ErasedPerson> {
	return erasePerson(scope, {
		...of,
		hasher: makePersonHasher(await ensureAuditKey()),
		keepOnList: async (transaction, erasure) => void (await addToErasureList(transaction, [erasure])),
	})
}
