import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { HandOverRefusal } from '#app/data/hand-over-reports.server.ts'
import { handOverPageSize } from '#app/data/list-handed-over.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { delegateReasonSchema } from '#app/domain/check-in/check-in-draft.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseFormData, readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { handOverMails } from '#app/mail/hand-over-mails.server.ts'

/** Why nothing was changed, with what was typed and chosen. */
export type HandOverAnswer = {
	errors: Record<string, string[]>
	values: { delegate: string; reason: string; reports: string[] }
}

const texts = {
	nobody: 'Choose at least one person.',
	delegate: 'Name who stands in.',
	reports: 'Load the page again and choose anew.',
}

/** `id:version`, as the box of a row carries it. */
const reportSchema = z
	.string()
	.regex(/^[0-9a-f-]{36}:\d{1,9}$/, texts.reports)
	.transform((text) => {
		const [participantId = '', version = ''] = text.split(':')
		return { participantId, version: Number(version) }
	})
	.refine(({ participantId }) => z.guid().safeParse(participantId).success, texts.reports)

const formSchema = z
	.object({
		intent: z.enum(['hand-over', 'take-back']),
		report: z.array(reportSchema).min(1, texts.nobody).max(handOverPageSize),
		delegate: z.string().trim().max(300, 'This is longer than any name.').optional(),
		reason: delegateReasonSchema,
	})
	.refine(({ intent, delegate }) => intent === 'take-back' || delegate, {
		path: ['delegate'],
		message: texts.delegate,
	})

/** Hands the chosen reports over, or takes them back, and says so. */
export async function handleHandOverPost({ scope, account, user }: AccountSession, request: Request) {
	const form = await readForm(request)
	const submission = parseFormData(form, formSchema)
	const values = {
		delegate: String(form.get('delegate') ?? ''),
		reason: String(form.get('reason') ?? ''),
		reports: form.getAll('report').map((value) => String(value).split(':')[0] ?? ''),
	}
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		const errors = Object.fromEntries(
			Object.entries(found).map(([name, list]) => [name.replace(/\[.*/, ''), list ?? []]),
		)
		return refusal<HandOverAnswer>({ errors, values })
	}
	const { intent, report, delegate, reason } = submission.value
	const result = await handOverReports(scope, {
		reports: report,
		delegate: intent === 'take-back' ? null : (delegate ?? ''),
		reason,
		today: todayIn(account.timeZone),
		announce: (of) =>
			handOverMails({ ...of, account, by: user.name, reason, baseUrl: getEnv().CONTOUR_BASE_URL }),
	})
	if (result.ok) {
		const people = result.count === 1 ? '1 person' : `${result.count} people`
		const message =
			result.count === 0
				? 'Nothing was different, so nothing was changed.'
				: intent === 'take-back'
					? `Taken back: ${people}.`
					: `Handed over: ${people}. Whoever stands in gets a mail.`
		const { search } = new URL(request.url)
		return redirectWithNotice(`/a/${account.slug}/check-ins/hand-over${search}`, message)
	}
	if (result.reason === 'not-found') throw notFound()
	const errors = {
		[['conflict', 'sent', 'over'].includes(result.reason) ? 'report' : 'delegate']: [wordsOf(result)],
	}
	return refusal<HandOverAnswer>({ errors, values }, result.reason === 'conflict' ? 'conflict' : 'invalid')
}

function wordsOf(refused: Exclude<HandOverRefusal, { reason: 'not-found' }>): string {
	switch (refused.reason) {
		case 'nobody':
			return 'Nobody in the company has this name, e-mail or employee id.'
		case 'several':
			return 'Several people have this name. Type the e-mail or the employee id instead.'
		case 'no-account':
			return `${refused.name} has no user account, so they could not answer. Invite them first, or name somebody else.`
		case 'is-manager':
			return `${refused.name} is the manager already. To give the reports back, choose “Take back”.`
		case 'is-participant':
			return `${refused.name} is one of the people chosen: nobody gives the manager’s side about themselves.`
		case 'has-read':
			return `${refused.delegateName} reads everybody’s answers, and what ${refused.name} sent was open to them before the manager’s side is given, so they would not answer blind. Name somebody who runs no cycles. Nothing was changed.`
		case 'sent':
			return `The manager’s side of ${refused.name} is sent already by whoever stands in, so it stays with them. Nothing was changed.`
		case 'over':
			return `No more answers are taken about ${refused.name}, so whoever takes over could not give any. HR can reopen the check-in. Nothing was changed.`
		case 'conflict':
			return `Somebody else has just changed who stands in for ${new Intl.ListFormat('en').format(refused.names)}. Nothing of yours was done: look below how it stands now, then choose again.`
	}
}
