import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { CycleToRemind } from '#app/data/hold-cycle-to-remind.server.ts'
import type { PersonToRemind } from '#app/data/list-people-to-remind.server.ts'
import { dueOn } from '#app/domain/cycle/cycle-dates.ts'
import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatDay } from './format-moment.ts'

type About = {
	account: { name: string; slug: string } & Locale
	cycle: CycleToRemind
	today: Day
	baseUrl: string
}

/**
 * One mail to each: everything that waits for them in a cycle, with its days. Nobody else's name stands in it, and nothing that
 * was answered.
 */
export function reminderMails(of: About & { people: readonly PersonToRemind[] }): OutboxMail[] {
	return of.people.map((person) => reminderMail(of, person))
}

function reminderMail({ account, cycle, today, baseUrl }: About, person: PersonToRemind): OutboxMail {
	const { email, own, rate, agree, occasions } = person
	// Of those alone who are reopened, whom no day makes late.
	const isReopened = !takesAnswers({ phase: cycle.phase, reopenedAt: null })
	const root = `${baseUrl}/a/${account.slug}`
	const people = (count: number) => peopleText(count, account.locale)
	const day = (on: Day) => formatDay(new Date(on), { locale: account.locale, timeZone: 'UTC' })
	const due = { own: dueOn('self', cycle), rate: dueOn('manager', cycle) }
	const by = (on: Day) =>
		isReopened ? ', which was reopened' : on < today ? `, which was due on ${day(on)}` : `, due on ${day(on)}`
	const is = (on: Day, was: string, will: string) => (on < today ? was : will)

	const subject = own
		? `Send your check-in for ${cycle.name}${by(due.own)}`
		: rate > 0
			? `Answer for ${people(rate)} in ${cycle.name}${by(due.rate)}`
			: `Agree with ${people(agree)} in ${cycle.name}, as of ${day(today)}`
	const isOpening = occasions.includes('opening')
	return composeMail({
		to: email,
		subject,
		paragraphs: [
			isOpening && isReopened
				? `In ${cycle.name} of ${account.name} results are looked at again, and HR has given back what is yours to say.`
				: isOpening
					? `${cycle.name} of ${account.name} is open: everybody says in a few minutes how they work with AI.`
					: `In ${cycle.name} of ${account.name} something waits for you.`,
			own && isReopened && 'Your own check-in can be changed and sent again. It takes about two minutes.',
			own &&
				!isReopened &&
				`Your own check-in ${is(due.own, 'was due on', 'is due on')} ${day(due.own)}. It takes about two minutes${is(due.own, ', and can still be sent', '')}.`,
			rate > 0 && isReopened && `As a manager you answer for ${people(rate)} again.`,
			rate > 0 &&
				!isReopened &&
				`As a manager you answer for ${people(rate)}. ${rate === 1 ? 'That' : 'Those'} ${is(due.rate, rate === 1 ? 'was' : 'were', rate === 1 ? 'is' : 'are')} due on ${day(due.rate)}.`,
			agree > 0 && `With ${people(agree)} both sides are in: talk it over and record what you agree on.`,
		].filter((text) => text !== false),
		action: { label: 'Open your check-ins', url: `${root}/check-ins` },
		why: occasions.includes('by-hand')
			? `HR of ${account.name} asked Contour to send this. What HR sends by hand and the notice that a cycle opens always come, and never more than one mail a day.`
			: `Contour sends this because you take part in ${cycle.name} of ${account.name}, and never more than one a day.`,
		wayOut: { label: 'Get fewer of these mails, or none for a while', url: `${root}/reminders` },
	})
}
