import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatMoment } from './format-moment.ts'

/** Tells owners and HR that somebody was erased, and not who: a mail would keep the name. */
export function erasureMails(of: {
	account: { name: string; slug: string } & Locale
	by: string
	at: Date
	baseUrl: string
	overseers: readonly { email: string }[]
}): OutboxMail[] {
	const { account, by } = of
	const at = formatMoment(of.at, account)
	return of.overseers.map(({ email }) =>
		composeMail({
			to: email,
			subject: `One person was erased from ${account.name}, ${at}`,
			paragraphs: [
				`${by} erased one person from ${account.name} on ${at}. It cannot be undone.`,
				'Published results keep an anonymous participant, so that their figures stay. Whoever it was is not in this mail, so that no name is left behind in a mailbox.',
			],
			action: { label: 'Open Contour', url: `${of.baseUrl}/a/${account.slug}` },
			why: `Contour tells all owners and HR of ${account.name} when somebody is erased. It cannot be turned off.`,
		}),
	)
}
