import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { data, Form, Link } from 'react-router'
import { z } from 'zod'
import { newPasswordField, refusePassword } from '#app/auth/fields.ts'
import { rememberBrowser } from '#app/auth/known-browser.server.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import { passwordRules } from '#app/auth/password-rules.ts'
import { hashPassword } from '#app/auth/passwords.server.ts'
import { losesCookies } from '#app/auth/plain-http.server.ts'
import { clearSignInAttempts } from '#app/auth/rate-limits.server.ts'
import { hashToken } from '#app/auth/tokens.server.ts'
import { findResetToken } from '#app/data/find-reset-token.server.ts'
import { redeemResetToken } from '#app/data/redeem-reset-token.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { passwordChangedMail } from '#app/mail/password-mails.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PlainHttpNotice } from '#app/ui/plain-http-notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'

const schema = z.object({ password: newPasswordField })

const gone = () => data({ isOpen: false, losesCookies: false }, { status: 410 })

/** Looking at the page does not use the link up: mail programs look too. */
export async function loader({ params, request }: Route.LoaderArgs) {
	const found = await findResetToken(hashToken(params.token))
	return found ? { isOpen: true, losesCookies: losesCookies(request) } : gone()
}

export async function action({ params, request, context }: Route.ActionArgs) {
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply({ hideFields: ['password'] }))
	const tokenHash = hashToken(params.token)
	const found = await findResetToken(tokenHash)
	// The page that follows reads the link again, and says that it has ended.
	if (!found) return refusal(submission.reply({ hideFields: ['password'] }), 'gone')
	const { password } = submission.value
	const refused = refusePassword(password, found.email)
	if (refused) {
		return refusal(submission.reply({ fieldErrors: { password: [refused] }, hideFields: ['password'] }))
	}
	const passwordHash = await hashPassword(password)
	const redeemed = await redeemResetToken({
		userId: found.userId,
		tokenHash,
		passwordHash,
		mail: passwordChangedMail({ to: found.email, at: new Date(), baseUrl: getEnv().CONTOUR_BASE_URL }),
	})
	if (!redeemed.ok) return refusal(submission.reply({ hideFields: ['password'] }), 'gone')
	await clearSignInAttempts(context, found.email)
	const headers = new Headers({ 'Set-Cookie': await startSession(request, found.userId) })
	headers.append('Set-Cookie', rememberBrowser({ id: found.userId, passwordHash }))
	return redirectWithNotice('/', 'Your password is changed. You are signed in here, and nowhere else.', {
		headers,
	})
}

export const meta: Route.MetaFunction = () => [{ title: 'Choose a new password · Contour' }]

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
	const [form, fields] = useForm<z.input<typeof schema>>({
		lastResult: actionData,
		shouldRevalidate: 'onSubmit',
	})
	if (!loaderData.isOpen) {
		return (
			<AuthShell
				title="This link has ended"
				description="It works once, and for an hour. Nothing was changed: ask for a new one."
			>
				<div>
					<ButtonLink to="/forgot-password" variant="primary">
						Ask for a new link
					</ButtonLink>
				</div>
			</AuthShell>
		)
	}
	return (
		<AuthShell
			title="Choose a new password"
			description="Everybody who is signed in with the old one, you included, is signed out."
			footer={
				<Link to="/sign-in" className="link">
					Back to sign-in
				</Link>
			}
		>
			{loaderData.losesCookies && <PlainHttpNotice />}
			<ErrorSummary errors={listFormErrors(form)} />
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<TextField
					{...getInputProps(fields.password, { type: 'password' })}
					label="New password"
					hint={`At least ${passwordRules.shortest} characters.`}
					errors={fields.password.errors}
					autoComplete="new-password"
				/>
				<Button size="large">Change the password</Button>
			</Form>
		</AuthShell>
	)
}
