import type { RouterContextProvider } from 'react-router'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { requestContext } from '#app/lib/request-context.ts'
import { readSampleMode } from './sample-mode.server.ts'
import { getSignedIn } from './session-context.server.ts'

/**
 * The mailbox stands in for mail where none is sent: in development, and beside the sample company for whoever sits at the
 * machine or belongs to that company. Its mails open other people's accounts, so there is none anywhere else, and who comes as
 * one of the sample's people sees the sample's mails alone.
 *
 * @returns whose mails may be seen
 * @throws the answer 404
 */
export async function requireMailbox(
	request: Request,
	context: Readonly<RouterContextProvider>,
): Promise<'everybody' | 'sample'> {
	const env = getEnv()
	if (env.SMTP_URL) throw notFound()
	if (env.NODE_ENV === 'development') return 'everybody'
	if (!(await readSampleMode())) throw notFound()
	if (comesFromHere(request, context.get(requestContext).clientAddress)) return 'everybody'
	const signedIn = getSignedIn(context)
	const memberships = signedIn ? await listUserMemberships(signedIn.user.id) : []
	if (!memberships.some(({ isSample }) => isSample)) throw notFound()
	return 'sample'
}

/** A proxy that nobody told us about stands on this machine too: its requests come from elsewhere. */
function comesFromHere(request: Request, clientAddress: string): boolean {
	const isLoopback = /^(::ffff:)?127\.|^::1$/.test(clientAddress)
	const forwarded = ['Forwarded', 'X-Forwarded-For', 'Via'].some((name) => request.headers.has(name))
	return isLoopback && !(forwarded && getEnv().TRUST_PROXY === false)
}
