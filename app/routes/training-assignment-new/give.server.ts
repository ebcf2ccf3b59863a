import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { GivenTopics } from '#app/data/training-assignments/give-topics.server.ts'
import { giveTopics } from '#app/data/training-assignments/give-topics.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { givingSchema } from '#app/domain/training-assignment/assignment-form.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { idempotencyKey, parseFormData, readForm } from '#app/lib/form.server.ts'
import { refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { trainingMails } from '#app/mail/training-mails.server.ts'
import { readAskedAudience } from './read-audience.server.ts'

/** Why nothing was given, with what was typed and chosen. */
export type GivingAnswer = {
	errors: Record<string, string[]>
	values: { topics: string[]; dueOn: string; note: string }
}

const words = (count: number, locale: string, one: string, other: string) =>
	`${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? one : other}`

/** Gives the chosen topics to whom the address names, and says what came of it. */
export async function give(session: AccountSession, request: Request) {
	const { scope, person, account, user } = session
	const url = new URL(request.url)
	const form = await readForm(request)
	const schema = z.object({ idempotencyKey }).and(givingSchema(todayIn(account.timeZone)))
	const submission = parseFormData(form, schema)
	const values = {
		topics: form.getAll('topic').map(String),
		dueOn: String(form.get('dueOn') ?? ''),
		note: String(form.get('note') ?? ''),
	}
	if (submission.status !== 'success') {
		const found = Object.entries(submission.reply().error ?? {})
		const errors = Object.fromEntries(found.map(([name, list]) => [name.replace(/\[.*/, ''), list ?? []]))
		return refusal<GivingAnswer>({ errors, values })
	}
	const { audience } = await readAskedAudience(session, url)
	if (!audience) throw refuse('invalid')
	const { topic: topicIds, dueOn = null, note, mark, idempotencyKey: once } = submission.value
	const given = await giveTopics(scope, person, {
		...{ audience, mark, topicIds, dueOn, note, idempotencyKey: once },
		announce: (told) =>
			trainingMails({
				...{ account, by: user.name, dueOn, told },
				baseUrl: getEnv().CONTOUR_BASE_URL,
			}),
	})
	if (!given.ok) return refusal<GivingAnswer>({ errors: { topic: [whyNot(given)] }, values }, 'conflict')
	const root = `/a/${account.slug}/training-assignments`
	return redirectWithNotice(
		topicIds.length === 1 ? `${root}?topic=${topicIds[0]}` : root,
		sayGiven(given, account.locale),
	)
}

function sayGiven({ given, people, held, full }: Extract<GivenTopics, { ok: true }>, locale: string): string {
	const of = (count: number) => words(count, locale, 'person has', 'people have')
	const fullWords = full.map(
		({ title, capacity, open }) =>
			` ${title} has ${words(capacity, locale, 'place', 'places')} at once, and ${open === null ? 'may be full' : `${of(open)} yet to finish it`}.`,
	)
	if (given === 0) return 'Everybody has it already, so nothing was assigned.'
	const skipped = held > 0 ? ` ${words(held, locale, 'was', 'were')} there already.` : ''
	return `Assigned: ${words(given, locale, 'training', 'trainings')} to ${words(people, locale, 'person', 'people')}.${skipped}${fullWords.join('')}`
}

function whyNot(refused: Extract<GivenTopics, { ok: false }>): string {
	switch (refused.reason) {
		case 'topic-gone':
			return 'A topic that you chose is archived or gone. Nothing was assigned: choose again.'
		case 'changed':
			return `It is no longer the same people: there are ${refused.people} now. Nothing was assigned: look again, then go on.`
		default:
			return 'Nobody is left to whom you can give training. Nothing was assigned.'
	}
}
