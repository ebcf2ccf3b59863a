import { claimOutbox } from '#app/data/claim-outbox.server.ts'
import { settleOutbox } from '#app/data/settle-outbox.server.ts'
import type { MailTransport } from '#app/mail/transport.server.ts'

const batch = 20
const day = 24 * 60 * 60
/** A mail that failed this often, over about five days, is left alone: its row says why. */
const mostAttempts = 24

/** Seconds until the next try, after so many: half a minute, doubled each time, six hours at most. */
export function retryAfter(attempts: number): number {
	if (attempts >= mostAttempts) return 365 * day
	return Math.min(30 * 2 ** (attempts - 1), day / 4)
}

/**
 * Sends what is due, and returns how many went and how many did not. Once the signal is given, the mails not yet tried go
 * back.
 */
export async function deliverOutbox(
	{ send }: Pick<MailTransport, 'send'>,
	signal?: AbortSignal,
): Promise<{ sent: number; failed: number }> {
	const mails = await claimOutbox(batch)
	let sent = 0
	for (const mail of mails) {
		if (signal?.aborted) {
			await settleOutbox(mail.id, { error: 'The process stopped.', retryInSeconds: 0 })
			continue
		}
		try {
			await send(mail)
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error)
			await settleOutbox(mail.id, { error: message, retryInSeconds: retryAfter(mail.attempts) })
			continue
		}
		await settleOutbox(mail.id, 'sent')
		sent += 1
	}
	return { sent, failed: mails.length - sent }
}
