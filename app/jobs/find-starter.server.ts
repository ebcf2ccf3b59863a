import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope, systemScope } from '#app/data/account-scope.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import type { Person } from '#app/domain/access/policy.ts'

/**
 * The person who started a job, with the rights that they have now. Null when they have none in the account any more, or the
 * account is gone.
 */
export async function findStarter(
	accountId: string,
	userId: string | null,
): Promise<{ scope: AccountScope; person: Person; account: Standing['account'] } | null> {
	if (userId === null) {
		const scope = systemScope(accountId)
		const standing = await readStanding(scope)
		// The command line and the calendar are the system's: what they start they may do. Whether a day still holds is for
		// the work itself to ask, in the transaction that does it.
		const person: Person = { roles: ['owner', 'hr'], isMember: false, isManager: false }
		return standing && { scope, person, account: standing.account }
	}
	const memberships = await listUserMemberships(userId)
	const membership = memberships.find((other) => other.accountId === accountId)
	if (!membership) return null
	const { membershipId, memberId, roles } = membership
	const scope = mintAccountScope({ accountId, userId, membershipId, memberId, roles })
	const standing = await readStanding(scope)
	if (!standing) return null
	const person = { roles, isMember: memberId !== null, isManager: standing.isManager }
	return { scope, person, account: standing.account }
}
