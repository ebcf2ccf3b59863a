import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'

/** How many people a mail names one by one. */
const most = 20

type Handed = {
	account: { name: string; slug: string } & Locale
	/** Who did it. */
	by: string
	cycleName: string
	reason: string | null
	baseUrl: string
	/** Those who stand in from now on, or no longer, each with the people whom it is about. */
	told: readonly {
		email: string
		gives: boolean
		about: readonly { name: string; managerName: string | null }[]
	}[]
}

/** Tells whoever stands in for a manager from now on, or no longer, about whom. */
export function handOverMails({ account, by, cycleName, reason, baseUrl, told }: Handed): OutboxMail[] {
	const number = new Intl.NumberFormat(account.locale)
	const people = (count: number) => (count === 1 ? '1 person' : `${number.format(count)} people`)
	return told.map(({ email, gives, about }) => {
		const lines = about
			.slice(0, most)
			.map(({ name, managerName }) => (managerName ? `${name} (for ${managerName}).` : `${name}.`))
		const rest = about.length - most
		return composeMail({
			to: email,
			subject: gives
				? `Give the manager’s side of ${people(about.length)} in ${cycleName}`
				: `No longer yours in ${cycleName}: ${people(about.length)}`,
			paragraphs: [
				gives
					? `${by} asks you to stand in for a manager in the check-ins of ${cycleName} at ${account.name}. You answer about these people and record what you agree on with each:`
					: `${by} has changed who stands in for a manager in the check-ins of ${cycleName} at ${account.name}. You no longer answer about:`,
				...lines,
				...(rest > 0 ? [`And ${number.format(rest)} more.`] : []),
				...(reason ? [`Reason: ${reason}`] : []),
			],
			action: { label: 'See your check-ins', url: `${baseUrl}/a/${account.slug}/check-ins` },
			why: `Contour tells you because you were named to stand in for a manager at ${account.name}. It cannot be turned off.`,
		})
	})
}
