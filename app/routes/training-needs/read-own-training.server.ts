import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { isOpen, isOverdue } from '#app/domain/training-assignment/assignment.ts'

/** What a person is to take and has taken, what is dropped left out; what is not finished first. */
export async function readOwnTraining({ scope, person, account }: AccountSession) {
	if (!may(person, 'training-assignments.read')) return []
	const search = { ...assignmentSearchSchema.parse({ state: 'all' }), whose: 'own' as const }
	const { rows } = await listAssignments(scope, person, { search })
	const today = todayIn(account.timeZone)
	return rows
		.filter(({ state }) => state !== 'dropped')
		.map(({ id, topicId, topicTitle, questionKey, fromHalfSteps, dueOn, state, doneOn, note, version }) => ({
			...{ id, topicId, topicTitle, questionKey, fromHalfSteps, dueOn, state, doneOn, note, version },
			isOverdue: isOverdue({ state, dueOn }, today),
		}))
		.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
}
