import { createTransport } from 'nodemailer'
import type { TakenMail } from '#app/data/take-outbox-mail.server.ts'

export type MailTransport = { send: (mail: TakenMail) => Promise<void>; close: () => void }

const timeout = 20_000

/**
 * Hands mails to an SMTP server. The Message-ID comes from the mail's own id: a mail that is sent twice, because the first
 * answer was lost, is one mail for its reader.
 */
export function openTransport(of: { smtpUrl: string; from: string; baseUrl: string }): MailTransport {
	const { hostname } = new URL(of.baseUrl)
	const transport = createTransport({
		url: of.smtpUrl,
		pool: true,
		maxConnections: 2,
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: timeout,
		// A mail holds only what we wrote: nothing in it may name a file or an address to load.
		disableFileAccess: true,
		disableUrlAccess: true,
	})
	return {
		async send({ id, to, subject, text, html, unsubscribeUrl }) {
			await transport.sendMail({
				from: of.from,
				// As an object: a comma or a bracket in it names no second recipient.
				to: { name: '', address: to },
				subject,
				text,
				html,
				messageId: `<${id}@${hostname.replace(/^\[|\]$/g, '')}>`,
				headers: {
					'Auto-Submitted': 'auto-generated',
					// A page on which it is turned off: following the address changes nothing by itself.
					...(unsubscribeUrl && { 'List-Unsubscribe': `<${new URL(unsubscribeUrl).href}>` }),
				},
			})
		},
		close: () => transport.close(),
	}
}
