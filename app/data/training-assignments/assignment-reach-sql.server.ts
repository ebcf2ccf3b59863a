import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Action, Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/** Whether a member `m` is within a reach over people as of now; its parameters are `reachValues`. */
export const isReached = (first: number) =>
	`($${first}::boolean OR $${first + 1}::boolean AND m.manager_id = $${first + 3}::uuid OR $${first + 2}::boolean AND m.id = $${first + 3}::uuid)`

/** Everybody, one's reports, oneself; and who one is. */
export function reachValues(scope: AccountScope, person: Person, action: Action): unknown[] {
	const reach = reachOf(person, action)
	return [reach.has('all'), reach.has('reports'), reach.has('own'), scope.memberId]
}
