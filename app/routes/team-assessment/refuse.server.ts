import type { AccountSession } from '#app/auth/account-context.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { refusalTexts } from './refusal-texts.ts'
import type { AssessmentAnswer, SentFields } from './sent-fields.ts'

export type Post = { session: AccountSession; assessmentId: string; here: string; sent: SentFields }

/** What a refusal comes to: an answer beside the form, a notice on the page, or the answer of what does not exist. */
export function refuseTo({ here, sent }: Post, reason: string) {
	if (reason === 'not-found') throw notFound()
	const message = refusalTexts[reason as keyof typeof refusalTexts] ?? refusalTexts.unknown
	if (['closed', 'revealed', 'sent', 'agreed', 'not-revealed', 'gone'].includes(reason)) {
		return redirectWithNotice(here, message, { tone: 'info' })
	}
	const isStale = ['stale', 'other-count', 'other-proposal'].includes(reason)
	return refusal<AssessmentAnswer>(
		{ errors: [{ field: '', message }], sent },
		isStale ? 'conflict' : 'invalid',
	)
}
