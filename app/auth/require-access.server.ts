import type { RouterContextProvider } from 'react-router'
import type { Action } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { AccountSession } from './account-context.server.ts'
import { accountContext } from './account-context.server.ts'

type Context = Readonly<RouterContextProvider>

/** For pages on which the right depends on the record: a record that may not be seen is `notFound()`. */
export function requireAccount(context: Context): AccountSession {
	return context.get(accountContext)
}

/** @throws the answer 404 when nothing that the person is gives a right to the action */
export function requireAccess(context: Context, action: Action): AccountSession {
	const session = requireAccount(context)
	if (!may(session.person, action)) throw notFound()
	return session
}
