import { createHmac, hkdfSync } from 'node:crypto'
import { nameAuditKey } from '#app/lib/audit-key.server.ts'

/** What a file calls a person by. */
export type PersonText = { is: 'email' | 'external-id' | 'login'; text: string }

/** Tells whether a text of a file is what an erased person was called by, without keeping that text. */
export type PersonHasher = {
	/** Tells the key from another without giving it away. */
	keyName: string
	hash: (accountId: string, of: PersonText) => string
}

/** @param root the audit key: what is derived from it tells nothing of it */
export function makePersonHasher(root: Buffer): PersonHasher {
	return { keyName: nameAuditKey(root), hash: hashWith(deriveKey(root)) }
}

export function deriveKey(root: Buffer): Buffer {
	return Buffer.from(hkdfSync('sha256', root, '', 'contour erased people 1', 32))
}

export const hashWith =
	(key: Buffer): PersonHasher['hash'] =>
	(accountId, { is, text }) =>
		createHmac('sha256', key)
			.update(`${accountId}\n${is}\n${is === 'external-id' ? text : text.toLowerCase()}`)
			.digest('hex')
