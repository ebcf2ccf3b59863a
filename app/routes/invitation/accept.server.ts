import type { Submission } from '@conform-to/react'
import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { knownPasswordField, nameField, newPasswordField, refusePassword } from '#app/auth/fields.ts'
import type { SignedIn } from '#app/auth/lucia.server.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import { hashPassword, verifyPassword } from '#app/auth/passwords.server.ts'
import { attemptJoining, attemptSignIn } from '#app/auth/rate-limits.server.ts'
import { hashToken } from '#app/auth/tokens.server.ts'
import type { AcceptedInvitation } from '#app/data/accept-invitation.server.ts'
import { acceptInvitation } from '#app/data/accept-invitation.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import type { FoundInvitation } from '#app/data/find-invitation.server.ts'
import { findInvitation } from '#app/data/find-invitation.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { readAccountSettings } from '#app/data/read-account-settings.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { rolesMails } from '#app/mail/announcement-mails.server.ts'

const schema = z.discriminatedUnion('as', [
	z.object({ as: z.literal('signed-in') }),
	z.object({ as: z.literal('known'), password: knownPasswordField }),
	z.object({ as: z.literal('new'), name: nameField('Enter your name.'), password: newPasswordField }),
])
type Given = z.output<typeof schema>
type Refused = { field: '' | 'password'; message: string; code?: 'conflict' | 'gone' | 'too-many' }
type Of = { request: Request; context: Readonly<RouterContextProvider>; signedIn: SignedIn | null }
type Joining = { userId: string } | { name: string; passwordHash: string }

const texts: Record<Extract<AcceptedInvitation, { ok: false }>['reason'], string> = {
	gone: 'This invitation was used or withdrawn a moment ago.',
	'email-taken': 'This address has a user by now. Load the page again and enter its password.',
	'member-taken': 'Somebody else joined as this person already. Ask whoever invited you.',
	'other-member': 'You belong to this account as another person already. Ask whoever invited you.',
}

/** Takes the form of an invitation's page: joins, signs in with a fresh session and goes on to the account. */
export async function accept(of: Of & { token: string }) {
	const { request } = of
	const tokenHash = hashToken(of.token)
	const submission = await parseForm(request, schema)
	const again = ({ field, message, code }: Refused) => refusal(reply(submission, field, message), code)
	if (submission.status !== 'success') return refusal(reply(submission))
	const attempt = await attemptJoining(of.context, tokenHash)
	if (!attempt.ok) return again({ field: '', message: attempt.message, code: 'too-many' })
	const invitation = await findInvitation(tokenHash)
	if (invitation?.state !== 'open') return again({ field: '', message: texts.gone, code: 'gone' })

	const user = await identify(submission.value, invitation, of)
	if ('message' in user) return again(user)
	const account = await readAccountSettings(systemScope(invitation.accountId))
	const accepted = await acceptInvitation({
		accountId: invitation.accountId,
		tokenHash,
		user,
		announce: ({ joined, roles, overseers }) =>
			rolesMails({
				account: { ...account, slug: invitation.slug },
				by: joined.name,
				at: new Date(),
				baseUrl: getEnv().CONTOUR_BASE_URL,
				person: joined,
				given: roles,
				taken: [],
				overseers,
			}),
	})
	if (!accepted.ok) return again({ field: '', message: texts[accepted.reason], code: 'conflict' })
	await attempt.succeed()
	return redirectWithNotice(
		`/a/${invitation.slug}`,
		`Welcome. You belong to ${invitation.accountName} now.`,
		{
			headers: { 'Set-Cookie': await startSession(request, accepted.userId) },
		},
	)
}

function reply(submission: Submission<unknown>, field?: Refused['field'], message?: string) {
	if (!message) return submission.reply({ hideFields: ['password'] })
	const errors = field ? { fieldErrors: { [field]: [message] } } : { formErrors: [message] }
	return submission.reply({ ...errors, hideFields: ['password'] })
}

/** Who joins: the person signed in, the user of the invited address by password, or a new user. */
async function identify(
	given: Given,
	invitation: FoundInvitation,
	{ request, context, signedIn }: Of,
): Promise<Joining | Refused> {
	if (given.as === 'signed-in') {
		if (signedIn) return { userId: signedIn.user.id }
		return { field: '', message: 'You are not signed in any more. Load the page again.' }
	}
	if (given.as === 'known') {
		const { email } = invitation
		const user = await findUserByEmail(email)
		const attempt = await attemptSignIn({ request, context, email, user })
		if (!attempt.ok) return { field: 'password', message: attempt.message, code: 'too-many' }
		const matches = await verifyPassword(user?.passwordHash ?? null, given.password)
		if (user && matches) {
			await attempt.succeed()
			return { userId: user.id }
		}
		return { field: 'password', message: 'This is not the password of this address.' }
	}
	const message = refusePassword(given.password, invitation.email)
	if (message) return { field: 'password', message }
	return { name: given.name, passwordHash: await hashPassword(given.password) }
}
