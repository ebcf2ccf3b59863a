import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { knownPasswordField, nameField, newPasswordField, refusePassword } from '#app/auth/fields.ts'
import { rememberBrowser } from '#app/auth/known-browser.server.ts'
import type { SignedIn } from '#app/auth/lucia.server.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import { hashPassword, verifyPassword } from '#app/auth/passwords.server.ts'
import { attemptPresentPassword } from '#app/auth/rate-limits.server.ts'
import { changePassword } from '#app/data/change-password.server.ts'
import { endSessions } from '#app/data/end-sessions.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { renameUser } from '#app/data/rename-user.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseFormData } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { passwordChangedMail } from '#app/mail/password-mails.server.ts'

type Of = {
	form: FormData
	request: Request
	context: Readonly<RouterContextProvider>
	signedIn: SignedIn
}

const nameSchema = z.object({ name: nameField('Enter your name.') })

export async function rename({ form, signedIn }: Of) {
	const submission = parseFormData(form, nameSchema)
	if (submission.status !== 'success')
		return refusal({ intent: 'rename' as const, result: submission.reply() })
	await renameUser(signedIn.user.id, submission.value.name)
	return redirectWithNotice('/profile', 'Your name is saved.')
}

const passwordSchema = z.object({
	current: knownPasswordField,
	password: newPasswordField,
	endOthers: z.boolean().default(false),
})

/** A new password comes with a new session; the others end if asked. */
export async function setPassword({ form, request, context, signedIn }: Of) {
	const submission = parseFormData(form, passwordSchema)
	const hideFields = ['current', 'password']
	const again = (field: string, message: string, code?: 'too-many') =>
		refusal(
			{
				intent: 'password' as const,
				result: submission.reply({ fieldErrors: { [field]: [message] }, hideFields }),
			},
			code,
		)
	if (submission.status !== 'success') {
		return refusal({ intent: 'password' as const, result: submission.reply({ hideFields }) })
	}
	const { current, password, endOthers } = submission.value
	const { id, email } = signedIn.user
	const attempt = await attemptPresentPassword(context, id)
	if (!attempt.ok) return again('current', attempt.message, 'too-many')
	const user = await findUserByEmail(email)
	if (!(await verifyPassword(user?.passwordHash ?? null, current))) {
		return again('current', 'This is not your present password.')
	}
	await attempt.succeed()
	const refused = refusePassword(password, email)
	if (refused) return again('password', refused)
	const passwordHash = await hashPassword(password)
	await changePassword({
		userId: id,
		passwordHash,
		mail: passwordChangedMail({ to: email, at: new Date(), baseUrl: getEnv().CONTOUR_BASE_URL }),
	})
	if (endOthers) await endSessions(id, { allBut: signedIn.sessionId })
	const message = endOthers
		? 'Your password is changed. You are signed in here, and nowhere else.'
		: 'Your password is changed.'
	const headers = new Headers({ 'Set-Cookie': await startSession(request, id) })
	headers.append('Set-Cookie', rememberBrowser({ id, passwordHash }))
	return redirectWithNotice('/profile', message, { headers })
}

const sessionSchema = z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) })

export async function endOne({ form, signedIn }: Of) {
	const submission = parseFormData(form, sessionSchema)
	// A session that has ended by itself is ended all the same.
	if (submission.status === 'success')
		await endSessions(signedIn.user.id, { only: submission.value.sessionId })
	return redirectWithNotice('/profile', 'The session is ended.')
}

export async function endOthers({ signedIn }: Of) {
	await endSessions(signedIn.user.id, { allBut: signedIn.sessionId })
	return redirectWithNotice('/profile', 'All other sessions are ended.')
}
