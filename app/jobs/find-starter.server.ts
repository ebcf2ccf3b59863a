import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope, systemScope } from '#app/data/account-scope.server.ts'
import { getApiToken } from '#app/data/api/get-api-token.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { tokenState } from '#app/domain/api/token-life.ts'
import type { Person } from '#app/domain/access/policy.ts'

type Starter = { scope: AccountScope; person: Person; account: Standing['account'] }

/** What `addJob` notes of a program. */
const ofProgram = z.object({ apiToken: z.uuid() })

/**
 * The person who started a job, with the rights that they have now; of a program those of its token. Null when there are none in
 * the account any more, or the account is gone.
 */
export async function findStarter(
	accountId: string,
	{ createdByUserId: userId, parameters }: Pick<Job, 'createdByUserId' | 'parameters'>,
): Promise<Starter | null> {
	const program = ofProgram.safeParse(parameters)
	if (program.success) return findProgram(accountId, program.data.apiToken)
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

async function findProgram(accountId: string, tokenId: string): Promise<Starter | null> {
	const system = systemScope(accountId)
	const token = await getApiToken(system, tokenId)
	if (!token || tokenState(token, new Date()) !== 'active') return null
	const standing = await readStanding(system)
	if (!standing) return null
	const roles = [token.role]
	const scope = mintAccountScope({
		accountId,
		userId: null,
		membershipId: null,
		memberId: null,
		roles,
		tokenId,
	})
	return { scope, person: { roles, isMember: false, isManager: false }, account: standing.account }
}
