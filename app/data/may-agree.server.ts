import { may } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf } from './read-pair.server.ts'

/**
 * Whether it is for the person of the scope to record what a pair agrees: for its manager, as frozen in the cycle; for HR where
 * that manager has left or cannot sign in. Nobody does it about themselves.
 */
export function isAgreedBy(scope: AccountScope, pair: Pair): boolean {
	const rater = raterOf(scope, pair)
	if (rater !== null) return rater === 'manager'
	const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: false }
	return !pair.managerCan && may(person, 'outcomes.settle')
}
