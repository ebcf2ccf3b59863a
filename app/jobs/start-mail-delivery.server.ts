import { setTimeout as sleep } from 'node:timers/promises'
import type { Env } from '#app/lib/env.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { openTransport } from '#app/mail/transport.server.ts'
import { deliverOutbox } from './deliver-outbox.server.ts'

/** How often the outbox is looked into while nothing is due. */
const pollEvery = 2000

/**
 * Sends the mails of the outbox as long as the process runs. Without SMTP settings they stay there. `stop` waits for the
 * mail under way.
 */
export function startMailDelivery(env: Env): { stop: () => Promise<void> } {
	if (!env.SMTP_URL) return { stop: async () => {} }
	const transport = openTransport({
		smtpUrl: env.SMTP_URL,
		from: env.MAIL_FROM,
		baseUrl: env.CONTOUR_BASE_URL,
	})
	const stopping = new AbortController()
	const done = run()

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			const busy = await deliver()
			if (!busy) await sleep(pollEvery, undefined, { signal: stopping.signal }).catch(() => {})
		}
	}

	/** Whether there may be more to send at once. */
	async function deliver(): Promise<boolean> {
		try {
			const { sent, failed } = await deliverOutbox(transport, stopping.signal)
			if (failed > 0) getLogger().warn({ sent, failed }, 'mails could not be sent; they are tried again')
			return sent > 0
		} catch (error) {
			getLogger().error({ err: error }, 'the outbox could not be read')
			return false
		}
	}

	return {
		async stop() {
			stopping.abort()
			await done
			transport.close()
		},
	}
}
