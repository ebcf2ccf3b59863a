import { data, Form } from 'react-router'
import { hashToken } from '#app/auth/tokens.server.ts'
import { losesCookies } from '#app/auth/plain-http.server.ts'
import { getSignedIn } from '#app/auth/session-context.server.ts'
import { findInvitation } from '#app/data/find-invitation.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { PlainHttpNotice } from '#app/ui/plain-http-notice.tsx'
import type { Route } from './+types/route.ts'
import { accept } from './accept.server.ts'
import { JoinForm } from './join-form.tsx'

/** Looking at the page does not use the invitation up: mail programs look too. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	const invitation = await findInvitation(hashToken(params.token))
	if (!invitation) return data({ state: 'unknown' as const }, { status: 410 })
	const { state, accountName, slug, email } = invitation
	if (state !== 'open') return data({ state, accountName, slug }, { status: 410 })
	const signedIn = getSignedIn(context)
	// Whoever holds the link reads the mailbox: that the address has a user is no news to them.
	const known = (await findUserByEmail(email)) !== null
	return {
		state,
		accountName,
		email,
		signedInAs: signedIn?.user.email ?? null,
		as: signedIn ? ('signed-in' as const) : known ? ('known' as const) : ('new' as const),
		losesCookies: losesCookies(request),
	}
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return accept({ token: params.token, request, context, signedIn: getSignedIn(context) })
}

export const meta: Route.MetaFunction = () => [{ title: 'Invitation · Contour' }]

const ended = {
	unknown: 'This link leads to no invitation. Copy it whole from the mail, or ask for a new one.',
	accepted: 'This invitation was accepted already. If it was you, sign in.',
	revoked: 'This invitation was withdrawn. Ask whoever invited you if that surprises you.',
	expired: 'This invitation has expired. Ask whoever invited you for a new one.',
}

export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
	if (loaderData.state !== 'open') {
		return (
			<AuthShell title="This invitation has ended" description={ended[loaderData.state]}>
				<div>
					<ButtonLink to="/sign-in">Go to sign-in</ButtonLink>
				</div>
			</AuthShell>
		)
	}
	const { accountName, email, as, signedInAs } = loaderData
	return (
		<AuthShell
			title={
				<>
					Join <bdi>{accountName}</bdi>
				</>
			}
			description={
				<>
					You were invited as <bdi>{email}</bdi>. Here you say once a quarter how you work with AI, and see
					what a next step could be.
				</>
			}
		>
			{loaderData.losesCookies && <PlainHttpNotice />}
			<JoinForm as={as} email={email} signedInAs={signedInAs} lastResult={actionData} />
			{as === 'signed-in' && signedInAs !== email && (
				<Form
					method="post"
					action="/sign-out"
					reloadDocument
					className="flex flex-wrap items-center gap-3 text-sm text-muted"
				>
					<span>Not you? Sign out, then open the link again.</span>
					<Button variant="quiet" size="small">
						Sign out
					</Button>
				</Form>
			)}
		</AuthShell>
	)
}
