import type { RouterContextProvider } from 'react-router'
import type { UserWithPassword } from '#app/data/find-user-by-email.server.ts'
import { clientNetwork } from '#app/lib/client-network.ts'
import { requestContext } from '#app/lib/request-context.ts'
import type { Attempt } from './attempt.server.ts'
import { clearCounter, makeCounter, startAttempt } from './attempt.server.ts'
import { findKnownBrowser } from './known-browser.server.ts'

type Context = Readonly<RouterContextProvider>
/** Who asks, as far as a form can tell: an e-mail address, and its user where there is one. */
type Asking = { request: Request; context: Context; email: string; user: UserWithPassword | null }

const minute = 60
const hour = 60 * minute

const signIn = {
	/** One e-mail address from one network. */
	pair: makeCounter(
		'sign-in-pair',
		[
			{ points: 5, seconds: minute },
			{ points: 10, seconds: 15 * minute },
			{ points: 20, seconds: 6 * hour },
		],
		'clears',
	),
	/** A whole office may share an address: only what fails stays counted. */
	network: makeCounter('sign-in-network', [{ points: 100, seconds: 15 * minute }], 'gives-back'),
	/** More than one network can use up, so that nobody alone locks an address. */
	email: makeCounter('sign-in-email', [{ points: 60, seconds: hour }], 'gives-back'),
	browser: makeCounter(
		'sign-in-browser',
		[
			{ points: 10, seconds: 15 * minute },
			{ points: 40, seconds: 6 * hour },
		],
		'clears',
	),
}

/** How many mails go to one address is limited where they are written, silently: the mails before hold links that work. */
const reset = {
	network: makeCounter('reset-network', [{ points: 20, seconds: hour }], 'counts'),
	browser: makeCounter('reset-browser', [{ points: 5, seconds: hour }], 'counts'),
}

const signUp = {
	email: makeCounter('sign-up-email', [{ points: 5, seconds: hour }], 'counts'),
	network: makeCounter('sign-up-network', [{ points: 30, seconds: hour }], 'counts'),
}

const joining = {
	invitation: makeCounter('joining-invitation', [{ points: 10, seconds: 15 * minute }], 'clears'),
	network: makeCounter('joining-network', [{ points: 60, seconds: 15 * minute }], 'gives-back'),
}

const inviting = {
	member: makeCounter('inviting-member', [{ points: 5, seconds: hour }], 'counts'),
	user: makeCounter('inviting-user', [{ points: 200, seconds: hour }], 'counts'),
}

const uploading = {
	user: makeCounter('upload-user', [{ points: 60, seconds: hour }], 'counts'),
	account: makeCounter('upload-account', [{ points: 240, seconds: hour }], 'counts'),
}

const presentPassword = makeCounter('present-password', [{ points: 10, seconds: 15 * minute }], 'clears')

const networkOf = (context: Context) => clientNetwork(context.get(requestContext).clientAddress)
const pairOf = (context: Context, email: string) => `${networkOf(context)} ${email}`

/** For every form that asks for the password of an e-mail address. Whether the address has a user changes nothing. */
export function attemptSignIn({ request, context, email, user }: Asking): Promise<Attempt> {
	const browser = findKnownBrowser(request, user)
	if (browser) return startAttempt(context, [[signIn.browser, browser]])
	return startAttempt(context, [
		[signIn.network, networkOf(context)],
		[signIn.pair, pairOf(context, email)],
		[signIn.email, email],
	])
}

/** Who has proved by mail that the address is theirs starts anew. */
export async function clearSignInAttempts(context: Context, email: string): Promise<void> {
	await clearCounter(signIn.pair, pairOf(context, email))
	await clearCounter(signIn.email, email)
}

export function attemptReset({ request, context, user }: Asking): Promise<Attempt> {
	const browser = findKnownBrowser(request, user)
	return startAttempt(context, [browser ? [reset.browser, browser] : [reset.network, networkOf(context)]])
}

export function attemptSignUp(context: Context, email: string): Promise<Attempt> {
	return startAttempt(context, [
		[signUp.network, networkOf(context)],
		[signUp.email, email],
	])
}

export function attemptJoining(context: Context, tokenHash: string): Promise<Attempt> {
	return startAttempt(context, [
		[joining.network, networkOf(context)],
		[joining.invitation, tokenHash],
	])
}

/** @param of.memberId who is invited; without it, everybody whom the page shows */
export function attemptInviting(
	context: Context,
	of: { accountId: string; userId: string; memberId?: string },
): Promise<Attempt> {
	const user = [inviting.user, `${of.accountId} ${of.userId}`] as const
	return startAttempt(
		context,
		of.memberId ? [[inviting.member, `${of.accountId} ${of.memberId}`], user] : [user],
	)
}

export function attemptUpload(context: Context, of: { accountId: string; userId: string }): Promise<Attempt> {
	return startAttempt(context, [
		[uploading.user, `${of.accountId} ${of.userId}`],
		[uploading.account, of.accountId],
	])
}

/** Somebody who found a session open is not to guess the password behind it. */
export function attemptPresentPassword(context: Context, userId: string): Promise<Attempt> {
	return startAttempt(context, [[presentPassword, userId]])
}
