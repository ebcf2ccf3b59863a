import { createContext } from 'react-router'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import type { Person } from '#app/domain/access/policy.ts'

/** A person at work in an account: the right to everything below `/a/:account` starts from this. */
export type AccountSession = {
	scope: AccountScope
	person: Person
	account: Standing['account']
	user: { id: string; name: string; email: string }
	/** Whether the user belongs to another account as well. */
	hasOtherAccounts: boolean
}

/** Set by the middleware of the account's layout. Reading it anywhere else throws. */
export const accountContext = createContext<AccountSession>()
