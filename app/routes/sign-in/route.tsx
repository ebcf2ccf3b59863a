import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { emailField, knownPasswordField } from '#app/auth/fields.ts'
import { rememberBrowser } from '#app/auth/known-browser.server.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import { verifyPassword } from '#app/auth/passwords.server.ts'
import { losesCookies } from '#app/auth/plain-http.server.ts'
import { attemptSignIn } from '#app/auth/rate-limits.server.ts'
import { readSampleMode } from '#app/auth/sample-mode.server.ts'
import { getSignedIn } from '#app/auth/session-context.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal, safePath } from '#app/lib/http.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainHttpNotice } from '#app/ui/plain-http-notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'

const schema = z.object({
	email: emailField,
	password: knownPasswordField,
	to: z.string().optional(),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const to = safePath(new URL(request.url).searchParams.get('to'), '')
	if (getSignedIn(context)) throw redirect(to || '/')
	return { to, losesCookies: losesCookies(request), isSampleMode: await readSampleMode() }
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply({ hideFields: ['password'] }))
	const { email, password, to } = submission.value
	const user = await findUserByEmail(email)
	const attempt = await attemptSignIn({ request, context, email, user })
	if (!attempt.ok) {
		const formErrors = [`${attempt.message} A new password, by mail, lets you in at once.`]
		return refusal(submission.reply({ formErrors, hideFields: ['password'] }), 'too-many')
	}
	const matches = await verifyPassword(user?.passwordHash ?? null, password)
	if (!user || !matches) {
		const formErrors = ['E-mail address and password do not belong together. Check both and try again.']
		return refusal(submission.reply({ formErrors, hideFields: ['password'] }))
	}
	await attempt.succeed()
	const headers = new Headers({ 'Set-Cookie': await startSession(request, user.id) })
	headers.append('Set-Cookie', rememberBrowser(user))
	return redirect(safePath(to), { status: 303, headers })
}

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Contour' }]

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
	const [form, fields] = useForm<z.input<typeof schema>>({
		lastResult: actionData,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<AuthShell
			title="Sign in"
			footer={
				<>
					New here?{' '}
					<Link to="/sign-up" className="link">
						Set up your company
					</Link>
				</>
			}
		>
			<FlashNotice />
			{loaderData.losesCookies && <PlainHttpNotice />}
			{loaderData.isSampleMode && (
				<Notice title="The sample company is loaded">
					Look around as owner@, admin@, hr@, executive@, manager@ or member@meridian.example. The password
					stands where Contour was started.
				</Notice>
			)}
			<ErrorSummary errors={listFormErrors(form)} title="You are not signed in yet" />
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<input type="hidden" name="to" value={loaderData.to} />
				<TextField
					{...getInputProps(fields.email, { type: 'email' })}
					label="E-mail address"
					errors={fields.email.errors}
					autoComplete="username"
				/>
				<TextField
					{...getInputProps(fields.password, { type: 'password' })}
					label="Password"
					errors={fields.password.errors}
					autoComplete="current-password"
				/>
				<Button size="large">Sign in</Button>
				<p className="text-sm">
					<Link to="/forgot-password" className="link">
						Forgot your password?
					</Link>
				</p>
			</Form>
		</AuthShell>
	)
}
