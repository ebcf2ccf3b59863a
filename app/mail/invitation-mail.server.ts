import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatDay } from './format-moment.ts'

/** @param of.url the address with the token: this mail is the only place where it stands */
export function invitationMail(
	of: { to: string; accountName: string; inviterName: string; url: string; expiresAt: Date } & Locale,
): OutboxMail {
	const until = formatDay(of.expiresAt, of)
	return composeMail({
		to: of.to,
		subject: `Join ${of.accountName} on Contour by ${until}`,
		paragraphs: [
			`${of.inviterName} invites you to ${of.accountName} on Contour. There you say, once a quarter and in a few minutes, how you work with AI, and see what a next step could be.`,
			`The invitation is yours alone and works once, until ${until}.`,
		],
		action: { label: 'Accept the invitation', url: of.url },
		why: `Contour sends this because ${of.inviterName} invited ${of.to} to ${of.accountName}. If you do not know why, leave it: without you nothing happens.`,
	})
}
