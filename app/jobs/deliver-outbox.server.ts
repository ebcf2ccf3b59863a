import { takeOutboxMail } from '#app/data/take-outbox-mail.server.ts'
import type { MailTransport } from '#app/mail/transport.server.ts'

const day = 24 * 60 * 60
/** A mail that failed this often, over about five days, is left alone: its row says why. */
const mostAttempts = 24

/** Seconds until the next try, after so many: half a minute, doubled each time, six hours at most. */
export function retryAfter(attempts: number): number {
	if (attempts >= mostAttempts) return 365 * day
	return Math.min(30 * 2 ** (attempts - 1), day / 4)
}

/**
 * Sends what is due, one mail after the other, each within the transaction that says so, and returns how many went and how
 * many did not. Once the signal is given, no other is begun.
 */
export async function deliverOutbox(
	{ send }: Pick<MailTransport, 'send'>,
	signal?: AbortSignal,
): Promise<{ sent: number; failed: number }> {
	const counts = { sent: 0, failed: 0 }
	for (;;) {
		if (signal?.aborted) return counts
		const outcome = await takeOutboxMail(async (mail) => {
			try {
				await send(mail)
				return 'sent'
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error)
				return { error: message, retryInSeconds: retryAfter(mail.attempts) }
			}
		})
		if (outcome === null) return counts
		counts[outcome === 'sent' ? 'sent' : 'failed'] += 1
	}
}
