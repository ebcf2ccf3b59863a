import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatMoment } from './format-moment.ts'

type About = {
	account: { name: string; slug: string } & Locale
	/** Who did it; null for the command line of the server. */
	by: string | null
	at: Date
	baseUrl: string
	token: { name: string; role: Role }
	overseers: { email: string }[]
}

/** Tells owners and HR of a new token of the API, or of one that was revoked. */
export function tokenMails(of: About & ({ expiresAt: Date } | { revoked: true })): OutboxMail[] {
	const { account, at, baseUrl, token, overseers } = of
	const moment = formatMoment(at, account)
	const who = of.by ?? 'Somebody at the command line of the server'
	const role = roleWords[token.role].name
	const isNew = 'expiresAt' in of
	const what = isNew
		? [
				`${who} made a token of the API for ${account.name} on ${moment}. A program that has it sees what the role ${role} sees, until ${formatMoment(of.expiresAt, account)}.`,
				'If this is not right, an owner or admin can revoke it.',
			]
		: [
				`${who} revoked a token of the API of ${account.name} on ${moment}. It had the role ${role} and opens nothing any more.`,
			]
	return overseers.map(({ email: to }) =>
		composeMail({
			to,
			subject: `Check the API token ${token.name} of ${account.name}, ${isNew ? 'made' : 'revoked'} ${moment}`,
			paragraphs: what,
			action: { label: 'See the tokens', url: `${baseUrl}/a/${account.slug}/settings/api` },
			why: `Contour tells all owners and HR of ${account.name}, so that nobody gets to see more without it being known. It cannot be turned off.`,
		}),
	)
}
