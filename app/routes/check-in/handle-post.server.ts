import { data } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findNextTurn } from '#app/data/find-next-turn.server.ts'
import type { CheckInLock } from '#app/data/get-check-in-form.server.ts'
import type { CheckInContent } from '#app/data/read-check-in.server.ts'
import type { SaveDraftResult } from '#app/data/save-draft.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import type { SubmitCheckInResult } from '#app/data/submit-check-in.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { isEmptyDraft } from '#app/domain/check-in/same-draft.ts'
import type { SettleIssue } from '#app/domain/check-in/settle-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { parseFormData, readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { checkInFormSchema } from './form-schema.server.ts'
import type { FormValues } from './form-values.ts'
import { answerName, valuesOfForm } from './form-values.ts'

/** What an action of the check-in page answers when it does not go on to another page. */
export type CheckInAnswer =
	| { kind: 'saved'; version: number; savedAt: Date }
	| { kind: 'invalid'; errors: Record<string, string[]>; values: FormValues }
	| { kind: 'conflict'; current: CheckInContent | null; values: FormValues }
	/** All answers stand at one tier: sending again sends them. */
	| { kind: 'alike'; halfSteps: HalfSteps; values: FormValues }
	| { kind: 'locked'; lock: CheckInLock }

const lockNotices: Record<CheckInLock, string> = {
	sent: 'This check-in was sent already. What was sent stands below.',
	closed: 'This cycle takes no more check-ins. Nothing was changed.',
	exempt: 'This check-in is not needed in this cycle. Nothing was changed.',
	left: 'This check-in is not needed in this cycle. Nothing was changed.',
	'group-locked': 'The calibration of these results is locked. Ask HR to unlock it. Nothing was changed.',
	'no-questions': 'There are no questions for this role family. Nothing was changed.',
}

const texts = {
	saved: 'Draft saved. Only you can see it.',
	emptied: 'Your draft is empty now.',
	questions: 'The questions have changed. Load the page again.',
	sent: 'Sent. It can’t be changed any more.',
	sentNext: (name: string) => `Sent. It can’t be changed any more. Next: ${name}.`,
}

/** Saves or sends what was posted. Goes on to another page, or answers with what the form shows. */
export async function handleCheckInPost(session: AccountSession, participantId: string, request: Request) {
	const form = await readForm(request)
	const submission = parseFormData(form, checkInFormSchema)
	const keys = questionKeysOf(form)
	const values = valuesOfForm(form, keys)
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		const errors = Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list ?? []]))
		return refusal({ kind: 'invalid', errors, values } satisfies CheckInAnswer)
	}
	const { intent, version, idempotencyKey, draft, alikeMeant } = submission.value
	const { scope, account } = session
	const here = `/a/${account.slug}/check-ins/${participantId}`
	const input = { participantId, version, draft }
	const posted = { keys, values, here, silent: intent === 'autosave' }
	if (intent === 'send' || intent === 'send-next') {
		const sent = await submitCheckIn(scope, { ...input, idempotencyKey, askIfAlike: !alikeMeant })
		if (!sent.ok) return refuseResult(sent, posted)
		const next = intent === 'send-next' ? await findNextTurn(scope, participantId) : null
		const to = next ? `/a/${account.slug}/check-ins/${next.path}` : `${here}/agreement`
		return redirectWithNotice(to, next ? texts.sentNext(next.memberName) : texts.sent)
	}
	const saved = await saveDraft(scope, input)
	if (!saved.ok) return refuseResult(saved, posted)
	if (intent === 'draft') return redirectWithNotice(here, isEmptyDraft(draft) ? texts.emptied : texts.saved)
	return data<CheckInAnswer>({ kind: 'saved', version: saved.version, savedAt: saved.savedAt })
}

function refuseResult(
	result: Exclude<SaveDraftResult | SubmitCheckInResult, { ok: true }>,
	form: { keys: readonly string[]; values: FormValues; here: string; silent: boolean },
) {
	const { keys, values, here, silent } = form
	switch (result.reason) {
		case 'not-found':
			throw notFound()
		case 'conflict': {
			const answer = { kind: 'conflict', current: result.current, values } satisfies CheckInAnswer
			return refusal<CheckInAnswer>(answer, 'conflict')
		}
		case 'locked':
			return silent
				? refusal<CheckInAnswer>({ kind: 'locked', lock: result.lock }, 'conflict')
				: redirectWithNotice(here, lockNotices[result.lock], { tone: 'info' })
		case 'other-questions':
			return refusal<CheckInAnswer>({ kind: 'invalid', errors: { '': [texts.questions] }, values })
		case 'alike':
			return refusal<CheckInAnswer>({ kind: 'alike', halfSteps: result.halfSteps, values })
		case 'incomplete':
			return refusal<CheckInAnswer>({ kind: 'invalid', errors: errorsOf(result.issues, keys), values })
	}
}

function errorsOf(issues: readonly SettleIssue[], keys: readonly string[]): Record<string, string[]> {
	return Object.fromEntries(
		issues.map((issue) => [
			issue.at === 'answer' ? answerName(keys.indexOf(issue.questionKey), 'halfSteps') : issue.at,
			[issue.message],
		]),
	)
}

/** In the order in which the form was shown. */
function questionKeysOf(form: FormData): string[] {
	const keys: string[] = []
	for (let index = 0; ; index++) {
		const key = form.get(answerName(index, 'questionKey'))
		if (typeof key !== 'string') return keys
		keys.push(key)
	}
}
