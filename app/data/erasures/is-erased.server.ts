import type { ErasedIndex } from './read-erased-index.server.ts'
import type { PersonText } from './person-hasher.server.ts'
import { hashWith } from './person-hasher.server.ts'

/** Whether a text of a file is what an erased person was called by. */
export type IsErased = (of: PersonText) => boolean

export function isErasedBy(index: ErasedIndex | null): IsErased {
	if (!index) return () => false
	const hash = hashWith(Buffer.from(index.key, 'hex'))
	const known = new Set(index.hashes)
	return (of) => known.has(hash(index.accountId, of))
}
