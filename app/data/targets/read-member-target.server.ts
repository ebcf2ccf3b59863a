import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { TargetOrigin } from '#app/domain/target/target-words.ts'
import { readHeldTarget } from './read-held-target.server.ts'
import type { TargetValue } from './set-target.server.ts'

/**
 * The target that holds for a member as of now, for who may read the member's training needs: HR, the manager, and the member. Null for
 * everybody else, and where none holds.
 */
export async function readMemberTarget(
	scope: AccountScope,
	person: Person,
	{ memberId }: { memberId: string },
): Promise<(TargetValue & { origin: TargetOrigin }) | null> {
	const reach = reachOf(person, 'training-needs.read')
	const member = reach.size === 0 ? null : await readHeldTarget(scope, { memberId })
	if (!member) return null
	const mayRead =
		reach.has('all') ||
		(reach.has('own') && memberId === scope.memberId) ||
		(reach.has('reports') && member.managerId !== null && member.managerId === scope.memberId)
	if (!mayRead) return null
	const { own, inherited } = member
	return own
		? { halfSteps: own.halfSteps, dueOn: own.dueOn, origin: { scope: 'member', name: null } }
		: inherited
}
