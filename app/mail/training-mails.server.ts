import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { ToldOfTraining } from '#app/data/training-assignments/give-topics.server.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatHours } from '#app/domain/training-topic/topic-words.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatDay } from './format-moment.ts'

type Given = {
	account: { name: string; slug: string } & Locale
	/** Who gave it. */
	by: string
	dueOn: string | null
	baseUrl: string
	told: readonly ToldOfTraining[]
}

/**
 * Tells each person, once for all that was given at once, which training waits for them: topics, a day and a link. What it is for
 * follows from their results, and a note may say anything: both are read after signing in.
 */
export function trainingMails({ account, by, dueOn, baseUrl, told }: Given): OutboxMail[] {
	// A calendar day is the same everywhere.
	const due = dueOn && formatDay(new Date(dueOn), { locale: account.locale, timeZone: 'UTC' })
	const until = due ? ` by ${due}` : ''
	return told.map(({ email, topics }) => {
		const [first] = topics
		const what = topics.length === 1 && first ? first.title : `${topics.length} trainings`
		return composeMail({
			to: email,
			subject: `Training for you: ${what}${until}`,
			paragraphs: [
				`${by} has planned training for you at ${account.name}${due ? `, to be done${until}` : ''}:`,
				...topics.map(
					({ title, kind, hours }) =>
						`${title} (${topicKindNames[kind]}${hours === null ? '' : `, ${formatHours(hours, account.locale)}`}).`,
				),
			],
			action: { label: 'See your training', url: `${baseUrl}/a/${account.slug}/training-assignments` },
			why: `Contour tells you once of training that is planned for you at ${account.name}. It cannot be turned off.`,
		})
	})
}
