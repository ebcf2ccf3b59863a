import type { SubmissionResult } from '@conform-to/react'
import type { StoredTarget, TargetValue } from '#app/data/targets/set-target.server.ts'
import { setTarget } from '#app/data/targets/set-target.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import { targetRemovalSchema, targetSchema } from '#app/domain/target/target-schema.ts'
import { parseFormData } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { AccountSession } from './account-context.server.ts'

/** Why nothing was changed. `current` is what somebody else has set meanwhile. */
export type TargetRefusal = { status: 400 | 409; result: SubmissionResult; current: StoredTarget | null }

const staleText =
	'Somebody else changed this target meanwhile. Nothing of yours is lost: compare, then save again.'

/**
 * Sets or removes a target as a form of `ui/target-form.tsx` asks, and goes on to a page; or says why not.
 *
 * @param of.place null where the form names nothing that could have one
 */
export async function answerTargetForm(
	session: AccountSession,
	form: FormData,
	{ place, doneAt }: { place: TargetPlace | null; doneAt: string },
): Promise<Response | TargetRefusal> {
	const intent = form.get('intent')
	if (intent !== 'set' && intent !== 'remove') throw refuse('invalid')
	if (!place) throw notFound()
	const of = { place, doneAt }
	if (intent === 'remove') {
		const submission = parseFormData(form, targetRemovalSchema)
		if (submission.status !== 'success') throw notFound()
		const refused = () => submission.reply({ formErrors: [staleText] })
		return settle(session, of, { version: submission.value.version, target: null }, refused)
	}
	const submission = parseFormData(form, targetSchema(todayIn(session.account.timeZone)))
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), current: null }
	const { version, halfSteps, dueOn } = submission.value
	const refused = () => submission.reply({ formErrors: [staleText] })
	return settle(session, of, { version, target: { halfSteps, dueOn } }, refused)
}

async function settle(
	{ scope }: AccountSession,
	{ place, doneAt }: { place: TargetPlace; doneAt: string },
	change: { version: number; target: TargetValue | null },
	refused: () => SubmissionResult,
): Promise<Response | TargetRefusal> {
	const result = await setTarget(scope, { place, ...change })
	if (result.ok) {
		const done = change.target ? 'is saved' : 'is removed'
		return redirectWithNotice(
			doneAt,
			result.changed
				? `The target of ${result.name ?? 'the company'} ${done}.`
				: 'Nothing was different, so nothing was saved.',
		)
	}
	if (result.reason === 'gone') throw notFound()
	return { status: 409, result: refused(), current: result.current }
}
