import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { changeAssignment } from '#app/data/training-assignments/change-assignment.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { assignmentSchema } from '#app/domain/training-assignment/assignment-form.ts'
import { parseFormData, readForm, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

const texts = {
	stale:
		'Somebody else changed it meanwhile. Nothing of yours is lost: compare with what is shown above, then save again.',
	'not-allowed':
		'The person whose training it is says that it is begun or done; the rest is for HR and the manager.',
	future: 'Nothing is done on a day to come.',
	held: 'It has been given again since it was dropped. Change that one instead.',
}

/** Saves all that HR or the manager says of an assignment. */
export async function saveAssignment(
	{ scope, person, account }: AccountSession,
	assignmentId: string,
	request: Request,
) {
	const schema = z.object({ version: rowVersion }).and(assignmentSchema(todayIn(account.timeZone)))
	const submission = parseFormData(await readForm(request), schema)
	if (submission.status !== 'success') return refusal({ result: submission.reply(), version: null })
	const { version, state, doneOn = null, dueOn = null, note } = submission.value
	const change = { state, doneOn, dueOn, note }
	const changed = await changeAssignment(scope, person, { assignmentId, version, change })
	if (changed.ok) {
		return redirectWithNotice(
			`/a/${account.slug}/training-assignments/${assignmentId}`,
			changed.changed ? 'The assignment is saved.' : 'Nothing was different, so nothing was saved.',
		)
	}
	if (changed.reason === 'gone') throw notFound()
	const result = submission.reply({ formErrors: [texts[changed.reason]] })
	const now = changed.reason === 'stale' ? changed.current.version : null
	return refusal({ result, version: now }, changed.reason === 'not-allowed' ? 'invalid' : 'conflict')
}
