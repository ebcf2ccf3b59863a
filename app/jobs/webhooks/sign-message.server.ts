import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A new secret, as the receiving side is given it. */
export function createSigningSecret(): string {
	return prefix + randomBytes(32).toString('base64')
}

/**
 * The headers that prove where a message comes from, by Standard Webhooks: HMAC-SHA256 over its id, the time of this attempt and
 * the body, once for each secret that is valid.
 */
export function signMessage(of: {
	id: string
	at: Date
	body: string
	secrets: readonly string[]
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
	const timestamp = String(Math.floor(of.at.getTime() / 1000))
	const signatures = of.secrets.map((secret) => {
		const key = Buffer.from(secret.slice(prefix.length), 'base64')
		return `v1,${createHmac('sha256', key).update(`${of.id}.${timestamp}.${of.body}`).digest('base64')}`
	})
	return { 'webhook-id': of.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
