import { z } from 'zod'
import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import { checkInDraftSchema } from '#app/domain/check-in/check-in-draft.ts'
import { allHalfSteps } from '#app/domain/tier/tier.ts'
import { idempotencyKey } from '#app/lib/form.server.ts'

const { answers, tierReason, whatChanged, note } = checkInDraftSchema.shape

/** The posted form. The entry question alone decides tier 0.5, so a tier chosen before answering it with no is dropped. */
export const checkInFormSchema = z
	.object({
		intent: z.enum(['draft', 'send', 'send-next', 'autosave']),
		/** The version of the draft that the form was filled from, 0 before the first save. */
		version: z.coerce.number().int().min(0).max(2_147_483_647),
		idempotencyKey,
		usesAi: z.enum(['yes', 'no']).optional(),
		answers,
		tier: z.enum(['suggested', ...allHalfSteps.map(String)]).optional(),
		tierReason,
		whatChanged,
		note,
		/** The rater has said that answers which are all alike are meant. */
		alikeMeant: z.literal('yes').optional(),
	})
	.transform(({ intent, version, idempotencyKey: key, ...form }) => {
		const asSuggested = form.usesAi === 'no' || form.tier === undefined || form.tier === 'suggested'
		const draft: CheckInDraft = {
			usesAi: form.usesAi === undefined ? null : form.usesAi === 'yes',
			answers: form.answers,
			tier: asSuggested ? null : (Number(form.tier) as CheckInDraft['tier']),
			tierReason: asSuggested ? null : form.tierReason,
			whatChanged: form.whatChanged,
			note: form.note,
		}
		return { intent, version, idempotencyKey: key, draft, alikeMeant: form.alikeMeant === 'yes' }
	})
