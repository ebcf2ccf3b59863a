import type { Role } from '#app/domain/access/policy.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatMoment } from './format-moment.ts'

type Person = { name: string; email: string }
type About = { account: { name: string; slug: string } & Locale; by: string; at: Date; baseUrl: string }

const names: Record<Role, string> = {
	owner: 'owner',
	admin: 'admin',
	hr: 'HR',
	executive: 'executive',
	member: 'member',
}

const why = (accountName: string) =>
	`Contour tells all owners and HR of ${accountName}, so that nobody gets to see more without it being known. It cannot be turned off.`

/** Tells owners, HR and the person of changed roles. `given` and `taken` empty together would be no change. */
export function rolesMails(
	of: About & { person: Person; given: Role[]; taken: Role[]; removed?: boolean; overseers: Person[] },
): OutboxMail[] {
	const { account, by, person, given, taken, removed = false } = of
	const at = formatMoment(of.at, account)
	const list = (roles: Role[]) => new Intl.ListFormat('en').format(roles.map((role) => names[role]))
	const changes = [
		given.length > 0 && `New: ${list(given)}.`,
		taken.length > 0 && !removed && `No longer: ${list(taken)}.`,
		removed && `They can no longer open ${account.name}. Before: ${list(taken)}.`,
	].filter((text): text is string => Boolean(text))
	const readers = new Map([...of.overseers, person].map((reader) => [reader.email, reader]))
	return [...readers.keys()].map((to) =>
		composeMail({
			to,
			subject: `Check the roles of ${person.name} in ${account.name}, changed ${at}`,
			paragraphs: [
				`${by} changed what ${person.name} (${person.email}) may do in ${account.name} on ${at}.`,
				...changes,
				'If this is not right, an owner or admin can change it back.',
			],
			action: { label: 'See who has which role', url: `${of.baseUrl}/a/${account.slug}/settings/roles` },
			why:
				to === person.email
					? `Contour tells everybody whose own roles change. ${why(account.name)}`
					: why(account.name),
		}),
	)
}

/** Tells owners and HR that smaller groups become visible. */
export function groupSizeMails(of: About & { from: number; to: number; overseers: Person[] }): OutboxMail[] {
	const { account, by } = of
	const at = formatMoment(of.at, account)
	return of.overseers.map(({ email }) =>
		composeMail({
			to: email,
			subject: `Check the smallest visible group of ${account.name}, lowered ${at}`,
			paragraphs: [
				`${by} lowered the smallest group whose results are shown in ${account.name} from ${of.from} to ${of.to} people on ${at}.`,
				'It holds for what is published from now on. What was published before keeps the number it was published with.',
			],
			action: { label: 'See the settings', url: `${of.baseUrl}/a/${account.slug}/settings` },
			why: why(account.name),
		}),
	)
}
