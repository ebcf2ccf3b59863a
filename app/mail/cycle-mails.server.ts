import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { HandedOver } from '#app/data/hand-over-pairs.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { endsWith, missingOf, phaseBegins } from '#app/domain/cycle/phase-words.ts'
import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { countEligible, countUnassessed } from '#app/domain/cycle/participant-standing.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatDay } from './format-moment.ts'

type About = {
	account: { name: string; slug: string } & Locale
	cycle: { id: string; name: string }
	runners: readonly { email: string }[]
	baseUrl: string
}

const why = (accountName: string) =>
	`Contour tells everybody with the role HR in ${accountName}, who runs its cycles. It cannot be turned off.`

const cycleUrl = ({ baseUrl, account, cycle }: Omit<About, 'runners'>) =>
	`${baseUrl}/a/${account.slug}/cycles/${cycle.id}`

/** A calendar day, which no time zone moves. */
const dayText = (day: Day, { locale }: Locale) => formatDay(new Date(day), { locale, timeZone: 'UTC' })

function toRunners(
	of: About,
	mail: { subject: string; paragraphs: string[]; action: { label: string; url: string } },
): OutboxMail[] {
	return of.runners.map(({ email }) => composeMail({ to: email, ...mail, why: why(of.account.name) }))
}

/** Tells that the day of a phase has come and that it could not begin. */
export function notBegunMails(
	of: About & { phase: 'open' | 'published'; on: Day; because: string },
): OutboxMail[] {
	const { account, cycle, phase, because } = of
	const on = dayText(of.on, account)
	const what = phase === 'open' ? 'opened' : 'published'
	const tried =
		phase === 'open'
			? 'It opens by itself as soon as nothing stands in the way.'
			: 'It is tried again once a day. It can also be published by hand.'
	return toRunners(of, {
		subject: `Look at ${cycle.name}, which could not be ${what} on ${on}`,
		paragraphs: [
			`${cycle.name} of ${account.name} was to be ${what} by itself on ${on}, and could not be. Nothing is lost.`,
			because,
			tried,
		],
		action: { label: `See ${cycle.name}`, url: cycleUrl(of) },
	})
}

/** Tells, some days before a phase ends, who would miss that. */
export function phaseEndsMails(
	of: About & { next: { phase: 'review' | 'calibration' | 'published'; on: Day }; counts: StandingCounts },
): OutboxMail[] {
	const { account, cycle, next, counts } = of
	const on = dayText(next.on, account)
	const unassessed = countUnassessed(counts)
	const eligible = peopleText(countEligible(counts), account.locale)
	return toRunners(of, {
		subject: `See what is missing in ${cycle.name} before ${on}`,
		paragraphs: [
			`${phaseBegins[next.phase]} automatically on ${on}.`,
			unassessed === 0
				? `Nobody is missing: all ${eligible} have a result.`
				: `${peopleText(unassessed, account.locale)} of ${eligible} have no result yet:`,
			...missingOf(counts).map(
				({ count, why: reason }) => `${peopleText(count, account.locale)}: ${reason}.`,
			),
			...endsWith[next.phase],
		],
		action: {
			label: 'See who is missing',
			url: `${cycleUrl(of)}?view=people&standing=unassessed`,
		},
	})
}

/** Tells that the next quarter's cycle is drafted. */
export function cycleDraftedMails(of: About & { opensOn: Day | null; after: string }): OutboxMail[] {
	const { account, cycle, after } = of
	const opens = of.opensOn && dayText(of.opensOn, account)
	return toRunners(of, {
		subject: opens
			? `Look at ${cycle.name} before it opens on ${opens}`
			: `Look at ${cycle.name}, a new draft`,
		paragraphs: [
			`${after} of ${account.name} repeats every quarter, so ${cycle.name} is drafted, with the same dates in its quarter and for the same people.`,
			opens
				? `It opens by itself on ${opens}. Until then nobody is asked, and its dates and whom it asks can be changed.`
				: 'It has no day on which it opens: open it by hand, or give it one.',
			'Repeating can be switched off there at any time.',
		],
		action: { label: `See ${cycle.name}`, url: cycleUrl(of) },
	})
}

/** Tells who stands in for whom, and whoever runs cycles where nobody can. */
export function handOverMails(of: Omit<About, 'cycle' | 'runners'> & HandedOver): OutboxMail[] {
	const { account, cycle, standIns, stuck, baseUrl } = of
	const list = new Intl.ListFormat('en')
	const told = standIns.map(({ email, for: names, people }) =>
		composeMail({
			to: email,
			subject: `Answer for ${peopleText(people, account.locale)} in ${cycle.name}`,
			paragraphs: [
				`${list.format(names)} can’t answer as a manager in ${cycle.name} of ${account.name} any more. You are next in the line of managers, so you give the manager’s side for ${peopleText(people, account.locale)}.`,
				'They are in your list of check-ins. Somebody else can stand in: ask HR.',
			],
			action: { label: 'See your check-ins', url: `${baseUrl}/a/${account.slug}/check-ins` },
			why: `Contour tells whoever stands in for a manager in ${account.name}, so that nobody waits in vain. It cannot be turned off.`,
		}),
	)
	if (stuck.length === 0) return told
	const people = stuck.reduce((sum, one) => sum + one.people, 0)
	return [
		...told,
		...toRunners(of, {
			subject: `Find somebody to answer for ${peopleText(people, account.locale)} in ${cycle.name}`,
			paragraphs: [
				`In ${cycle.name} of ${account.name} the manager is gone and nobody further up the line can sign in:`,
				...stuck.map((one) => `${one.name}: ${peopleText(one.people, account.locale)}.`),
				'Name somebody who stands in, or invite a manager further up. What the people themselves have sent counts alone until then, and where both sides are in, HR can record what they agree.',
			],
			action: { label: 'See the people', url: `${cycleUrl(of)}?view=people` },
		}),
	]
}
