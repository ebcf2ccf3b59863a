import type { RouterContextProvider } from 'react-router'
import { createContext, redirect } from 'react-router'
import type { SignedIn } from './lucia.server.ts'

/** Who sends the request, as the root middleware found it; null for nobody. */
export const sessionContext = createContext<SignedIn | null>(null)

type Context = Readonly<RouterContextProvider>

export function getSignedIn(context: Context): SignedIn | null {
	return context.get(sessionContext)
}

/** Who sends the request. Who is not signed in goes to sign-in, and comes back from there. */
export function requireUser(context: Context, request: Request): SignedIn {
	const signedIn = getSignedIn(context)
	if (!signedIn) throw redirect(signInPath(request))
	return signedIn
}

/** Sign-in with the way back to the page asked for; a form that was posted comes back to its page, not to itself. */
function signInPath(request: Request): string {
	const url = new URL(request.url)
	const from = request.method === 'GET' ? url : URL.parse(request.headers.get('Referer') ?? '', url)
	const to = from?.origin === url.origin ? from.pathname + from.search : ''
	return to && to !== '/' ? `/sign-in?${new URLSearchParams({ to })}` : '/sign-in'
}
