import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatMoment } from './format-moment.ts'

type About = {
	account: { name: string; slug: string } & Locale
	/** Who did it. */
	by: string
	at: Date
	baseUrl: string
}

/** How many changes a mail names one by one. */
const most = 20

/**
 * Tells owners and HR that people have another manager or other leads, or teams another lead: whoever leads somebody sees
 * their results.
 * One mail for each reader, however many the changes.
 */
export function managersMovedMails(
	of: About & {
		managers: { name: string; from: string; to: string }[]
		leads: { team: string; lead: string }[]
		placed?: { name: string; from: string; to: string }[]
		teams?: { team: string; from: string; to: string }[]
		overseers: { email: string }[]
	},
): OutboxMail[] {
	const { account, by, managers, leads, placed = [], teams = [] } = of
	const at = formatMoment(of.at, account)
	const number = new Intl.NumberFormat(account.locale)
	const counted = (count: number, one: string, other: string) =>
		`${number.format(count)} ${count === 1 ? one : other}`
	const changes = [
		managers.length > 0 && `${counted(managers.length, 'person has', 'people have')} another manager`,
		placed.length > 0 && `${counted(placed.length, 'person is', 'people are')} in a team with other leads`,
		leads.length > 0 && `${counted(leads.length, 'team has', 'teams have')} another lead`,
		teams.length > 0 && `${counted(teams.length, 'team has', 'teams have')} another place`,
	].filter((text): text is string => Boolean(text))
	const what = new Intl.ListFormat('en').format(changes)
	const lines = [
		...managers.map(({ name, from, to }) => `${name}: from ${from || 'nobody'} to ${to || 'nobody'}.`),
		...placed.map(({ name, from, to }) => `${name}: from ${from || 'no team'} to ${to || 'no team'}.`),
		...leads.map(({ team, lead }) => `${team} is led by ${lead || 'nobody'}.`),
		...teams.map(({ team, from, to }) => `${team}: from ${from || 'the top'} to ${to || 'the top'}.`),
	]
	const rest = lines.length - most
	return of.overseers.map(({ email }) =>
		composeMail({
			to: email,
			subject: `Check who leads whom in ${account.name}, changed ${at}`,
			paragraphs: [
				`${by} changed the reporting line of ${account.name} on ${at}: ${what}. Managers and leads see the results of their people.`,
				...lines.slice(0, most),
				...(rest > 0 ? [`And ${number.format(rest)} more.`] : []),
				'If this is not right, an owner, an admin or HR can change it back. Cycles that are open keep the managers they were opened with.',
			],
			action: { label: 'See the people', url: `${of.baseUrl}/a/${account.slug}/people` },
			why: `Contour tells all owners and HR of ${account.name}, so that nobody gets to see more without it being known. It cannot be turned off.`,
		}),
	)
}

/** Tells owners and HR that invitations with more than the role of a member are on their way. */
export function rolesOfferedMails(
	of: About & {
		invited: { name: string; email: string }[]
		roles: readonly string[]
		overseers: { email: string }[]
	},
): OutboxMail[] {
	const { account, by, invited } = of
	const at = formatMoment(of.at, account)
	const roles = new Intl.ListFormat('en').format(of.roles)
	const names = invited.slice(0, most).map(({ name, email }) => `${name} (${email}).`)
	const rest = invited.length - names.length
	return of.overseers.map(({ email }) =>
		composeMail({
			to: email,
			subject: `Check who was offered a role in ${account.name}, ${at}`,
			paragraphs: [
				`${by} invited these people to ${account.name} on ${at}. When they accept, they become: ${roles}.`,
				...names,
				...(rest > 0 ? [`And ${new Intl.NumberFormat(account.locale).format(rest)} more.`] : []),
				'If this is not right, revoke the invitation before it is accepted.',
			],
			action: { label: 'See the invitations', url: `${of.baseUrl}/a/${account.slug}/invitations` },
			why: `Contour tells all owners and HR of ${account.name}, so that nobody gets to see more without it being known. It cannot be turned off.`,
		}),
	)
}
