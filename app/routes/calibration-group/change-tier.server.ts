import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { calibrateParticipant } from '#app/data/calibrate-participant.server.ts'
import { longestReason } from '#app/domain/calibration/calibrated-tier.ts'
import { allHalfSteps } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { changeSearch } from '#app/ui/search.ts'
import { texts } from './words.ts'

export type GroupForm = {
	session: AccountSession
	cycleId: string
	groupId: string
	form: FormData
	/** The page, and how it is filtered, sorted and paged. */
	here: string
	search: URLSearchParams
}

/** What the form shows again. */
export type ChangeAnswer = {
	kind: 'change'
	participantId: string
	errors: Record<string, readonly string[]>
	values: { tier: string; reason: string }
	/** What the result was changed to by somebody else. */
	conflict?: { tier: HalfSteps; version: number }
}

const schema = z.object({
	participantId: z.guid(),
	version: z.coerce.number().int().min(0).max(2_147_483_647),
	tier: z
		.enum(allHalfSteps.map(String), { error: texts.tier })
		.transform((text) => Number(text) as HalfSteps),
	reason: z
		.string({ error: texts.reason })
		.transform((text) => text.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().min(1, texts.reason).max(longestReason, texts.longReason)),
	idempotencyKey,
})

/** Changes a tier with a reason, and goes back to the list without the panel; or answers with what the form shows. */
export async function changeTier({ session, groupId, form, here, search }: GroupForm) {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? value : ''
	}
	const participantId = text('participantId')
	const values = { tier: text('tier'), reason: text('reason') }
	const refused = (more: Partial<ChangeAnswer>, code: 'invalid' | 'conflict' = 'invalid') =>
		refusal<ChangeAnswer>({ kind: 'change', participantId, errors: {}, values, ...more }, code)
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		return refused({
			errors: Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list ?? []])),
		})
	}
	const { scope, person } = session
	const result = await calibrateParticipant(scope, person, { groupId, ...submission.value })
	const back = here + changeSearch(search, { person: null })
	if (result.ok) return redirectWithNotice(back, texts.changed(result.memberName))
	switch (result.reason) {
		case 'not-found':
			throw notFound()
		case 'conflict':
			return result.current
				? refused({ conflict: { tier: result.current.tier, version: result.current.version } }, 'conflict')
				: redirectWithNotice(back, texts.refused['not-agreed'], { tone: 'info' })
		case 'same-tier':
		case 'entry-decides':
			return refused({ errors: { tier: [texts.refused[result.reason]] } }, 'conflict')
		default:
			return redirectWithNotice(back, texts.refused[result.reason], { tone: 'info' })
	}
}
