import type { IsErased } from '#app/domain/import/erased.ts'
import type { ErasedIndex } from './read-erased-index.server.ts'
import { hashWith } from './person-hasher.server.ts'

/** What tells the erased people of an account; nobody where there is no index. */
export function isErasedBy(index: ErasedIndex | null): IsErased {
	if (!index) return () => false
	const hash = hashWith(Buffer.from(index.key, 'hex'))
	const known = new Set(index.hashes)
	return (of) => known.has(hash(index.accountId, of))
}
