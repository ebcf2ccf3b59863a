import type { MiddlewareFunction } from 'react-router'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { accountContext } from './account-context.server.ts'
import { requireUser } from './session-context.server.ts'

/**
 * Lets members of the account in the address pass, and mints their scope. Somebody else's account answers like one that
 * does not exist.
 */
export const accountMiddleware: MiddlewareFunction<Response> = async ({ request, params, context }, next) => {
	const { user } = requireUser(context, request)
	const memberships = await listUserMemberships(user.id)
	const membership = memberships.find(({ slug }) => slug === params.account)
	if (!membership) throw notFound()
	const { accountId, membershipId, memberId, roles } = membership
	const scope = mintAccountScope({ accountId, userId: user.id, membershipId, memberId, roles })
	const standing = await readStanding(scope)
	if (!standing) throw notFound()
	const person = { roles, isMember: memberId !== null, isManager: standing.isManager }
	const hasOtherAccounts = memberships.length > 1
	context.set(accountContext, { scope, person, account: standing.account, user, hasOtherAccounts })
	return next()
}
