import type { AccountSession } from '#app/auth/account-context.server.ts'
import { countOpenAssignments } from '#app/data/training-assignments/count-open-assignments.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { isOverdue } from '#app/domain/training-assignment/assignment.ts'

/** How many of a person's own are listed before the list of all. */
const few = 4

/** The training that a person has yet to finish, and how much of others' is late, of those whom they see. */
export async function readTraining({ scope, person, account }: AccountSession) {
	if (!may(person, 'training-assignments.read')) return null
	const search = assignmentSearchSchema.parse({})
	const page = { number: 1, size: few }
	const own =
		scope.memberId === null
			? { rows: [], total: 0 }
			: await listAssignments(scope, person, { search: { ...search, whose: 'own' }, page })
	const reach = reachOf(person, 'training-assignments.read')
	const others = reach.has('all') || reach.has('reports') ? await countOpenAssignments(scope, person) : null
	if (own.total === 0 && (others === null || others.open === 0)) return null
	const today = todayIn(account.timeZone)
	return {
		own: own.rows.map(({ id, topicTitle, state, dueOn, version }) => ({
			...{ id, topicTitle, state, dueOn, version },
			isOverdue: isOverdue({ state, dueOn }, today),
		})),
		ownTotal: own.total,
		others: others && { ...others, isAll: reach.has('all') },
	}
}
