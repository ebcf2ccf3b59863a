import type { ReadWebhookUrl } from '#app/domain/webhook/webhook-url.ts'
import { readWebhookUrl } from '#app/domain/webhook/webhook-url.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { findAddresses } from './find-addresses.server.ts'

/** Longer than name servers take. */
const patience = 5000

/** Whether somebody may give an address for a webhook. It is asked again whenever something is sent. */
export async function checkWebhookUrl(text: string): Promise<ReadWebhookUrl> {
	const read = readWebhookUrl(text, { allowsHttp: getEnv().CONTOUR_UNSAFE_WEBHOOKS === 'on' })
	if (!read.ok) return read
	if (await findAddresses(read.url, { signal: AbortSignal.timeout(patience) })) return read
	return {
		ok: false,
		message:
			'No address on the public internet is found under this name. Check it; a webhook never leads into a network of its own.',
	}
}
