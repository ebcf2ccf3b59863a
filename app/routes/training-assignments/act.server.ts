import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { changeAssignment } from '#app/data/training-assignments/change-assignment.server.ts'
import { assignmentStateNames, ownStates } from '#app/domain/training-assignment/assignment.ts'
import { rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse, safePath } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

const formSchema = z.object({
	assignmentId: z.guid(),
	version: rowVersion,
	state: z.enum(ownStates),
	back: z.string().max(2000).optional(),
})

/** Says of one assignment that it is begun or done, and goes back to where that was said. */
export async function actOnAssignment({ scope, person, account }: AccountSession, form: FormData) {
	const parsed = formSchema.safeParse(Object.fromEntries(form))
	if (!parsed.success) throw refuse('invalid')
	const { assignmentId, version, state, back } = parsed.data
	const changed = await changeAssignment(scope, person, { assignmentId, version, change: { state } })
	if (changed.ok) {
		return redirectWithNotice(
			safePath(back, `/a/${account.slug}/training-assignments`),
			state === 'done' ? 'The training is done, as of today.' : 'The training is in progress.',
		)
	}
	if (changed.reason === 'gone') throw notFound()
	if (changed.reason !== 'stale') throw refuse('invalid')
	const { topicTitle, state: now } = changed.current
	return refusal({ topicTitle, now: assignmentStateNames[now] }, 'conflict')
}
