import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { ensureAuditKey, readAuditKey } from '#app/lib/audit-key.server.ts'

/** What a sealed secret is of: sealed for one webhook, it opens for no other. */
export type SealedFor = { accountId: string; webhookId: string }

/** Opens and seals the secrets of webhooks, under one key that the database never sees. */
export type SecretBox = {
	/** Tells the key from another without giving it away. */
	keyName: string
	seal: (secret: string, of: SealedFor) => string
	/** Null for what was sealed with another key, or for another webhook. */
	open: (sealed: string, of: SealedFor) => string | null
}

const prefix = 'sealed:'
const nonceBytes = 12
const tagBytes = 16

/** The box of this process; null where there is no key yet, and so nothing that was sealed with it. */
export async function openSecretBox(): Promise<SecretBox | null> {
	const key = await readAuditKey()
	return key && makeSecretBox(key)
}

/** The same, and makes the key where there is none. */
export async function ensureSecretBox(): Promise<SecretBox> {
	return makeSecretBox(await ensureAuditKey())
}

/** @param root the key of the audit log's heads: what is derived from it tells nothing of it */
export function makeSecretBox(root: Buffer): SecretBox {
	const key = Buffer.from(hkdfSync('sha256', root, '', 'contour webhook secrets 1', 32))
	const about = ({ accountId, webhookId }: SealedFor) => Buffer.from(`${accountId} ${webhookId}`)
	return {
		keyName: createHmac('sha256', key).update('contour webhook key').digest('hex').slice(0, 16),
		seal(secret, of) {
			const nonce = randomBytes(nonceBytes)
			const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about(of))
			const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
			return prefix + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
		},
		open(sealed, of) {
			if (!sealed.startsWith(prefix)) return null
			const bytes = Buffer.from(sealed.slice(prefix.length), 'base64')
			if (bytes.length < nonceBytes + tagBytes) return null
			const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
				authTagLength: tagBytes,
			})
				.setAAD(about(of))
				.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
			try {
				const text = decipher.update(bytes.subarray(nonceBytes + tagBytes))
				return Buffer.concat([text, decipher.final()]).toString('utf8')
			} catch {
				return null
			}
		},
	}
}
