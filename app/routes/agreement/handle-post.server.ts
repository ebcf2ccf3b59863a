import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { findNextTurn } from '#app/data/find-next-turn.server.ts'
import type { OutcomeContent } from '#app/data/read-outcome.server.ts'
import type { AgreementDraft } from '#app/domain/check-in/check-in-draft.ts'
import { agreementDraftSchema } from '#app/domain/check-in/check-in-draft.ts'
import { allHalfSteps } from '#app/domain/tier/tier.ts'
import { idempotencyKey, parseFormData, readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { AgreeValues } from './agree-values.ts'
import { agreeValuesOfForm, answerName } from './agree-values.ts'

export type AgreementAnswer =
	| { kind: 'invalid'; errors: Record<string, string[]>; values: AgreeValues }
	| { kind: 'conflict'; current: OutcomeContent | null; values: AgreeValues }

const texts = {
	agreed: 'Agreed. Both of the pair see the result.',
	agreedNext: (name: string) => `Agreed. Both of the pair see the result. Next: ${name}.`,
	notBoth: 'One of the two check-ins is not in yet. Nothing was changed.',
	closed: 'This cycle takes no more agreements. Nothing was changed.',
	locked: 'The calibration group of this person is locked. Ask HR to unlock it. Nothing was changed.',
	calibrated:
		'This tier was changed in calibration since you agreed, and stays. Ask HR to reopen it. Nothing was changed.',
	questions: 'The questions have changed. Load the page again.',
}

const { answers, tierReason } = agreementDraftSchema.shape

const agreementFormSchema = z
	.object({
		/** The version of the outcome that the form was filled from, 0 before the first. */
		version: z.coerce.number().int().min(0).max(2_147_483_647),
		idempotencyKey,
		usesAi: z.enum(['yes', 'no']).optional(),
		answers,
		tier: z.enum(['suggested', ...allHalfSteps.map(String)]).optional(),
		tierReason,
	})
	.transform(({ version, idempotencyKey: key, ...form }) => {
		// The entry question alone decides tier 0.5: a tier chosen before answering it with no is dropped.
		const asSuggested = form.usesAi === 'no' || form.tier === undefined || form.tier === 'suggested'
		const draft: AgreementDraft = {
			usesAi: form.usesAi === undefined ? null : form.usesAi === 'yes',
			answers: form.answers,
			tier: asSuggested ? null : (Number(form.tier) as AgreementDraft['tier']),
			tierReason: asSuggested ? null : form.tierReason,
		}
		return { version, idempotencyKey: key, draft }
	})

/** Records what was posted as agreed and goes back to the page, or answers with what the form shows. */
export async function handleAgreementPost(session: AccountSession, participantId: string, request: Request) {
	const form = await readForm(request)
	const values = agreeValuesOfForm(form)
	const submission = parseFormData(form, agreementFormSchema)
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		const errors = Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list ?? []]))
		return refusal<AgreementAnswer>({ kind: 'invalid', errors, values })
	}
	const here = `/a/${session.account.slug}/check-ins/${participantId}/agreement`
	const result = await agreeOutcome(session.scope, { participantId, ...submission.value })
	if (result.ok) {
		const next = form.get('intent') === 'next' ? await findNextTurn(session.scope, participantId) : null
		return next
			? redirectWithNotice(
					`/a/${session.account.slug}/check-ins/${next.path}`,
					texts.agreedNext(next.memberName),
				)
			: redirectWithNotice(here, texts.agreed)
	}
	switch (result.reason) {
		case 'not-found':
			throw notFound()
		case 'not-both':
			return redirectWithNotice(here, texts.notBoth, { tone: 'info' })
		case 'closed':
			return redirectWithNotice(here, texts.closed, { tone: 'info' })
		case 'group-locked':
			return redirectWithNotice(here, texts.locked, { tone: 'info' })
		case 'calibrated':
			return redirectWithNotice(here, texts.calibrated, { tone: 'info' })
		case 'conflict':
			return refusal<AgreementAnswer>({ kind: 'conflict', current: result.current, values }, 'conflict')
		case 'other-questions':
			return refusal<AgreementAnswer>({ kind: 'invalid', errors: { '': [texts.questions] }, values })
		case 'incomplete': {
			const keys = Object.keys(values.answers)
			const errors = Object.fromEntries(
				result.issues.map((issue) => [
					issue.at === 'answer' ? answerName(keys.indexOf(issue.questionKey), 'halfSteps') : issue.at,
					[issue.message],
				]),
			)
			return refusal<AgreementAnswer>({ kind: 'invalid', errors, values })
		}
	}
}
