import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { z } from 'zod'
import { emailField } from '#app/auth/fields.ts'
import { attemptReset } from '#app/auth/rate-limits.server.ts'
import { createToken } from '#app/auth/tokens.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { requestPasswordReset } from '#app/data/request-password-reset.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { resetMail } from '#app/mail/password-mails.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'

const schema = z.object({ email: emailField })

const oneHour = 60 * 60 * 1000

/** The same words whoever asks. */
const done =
	'If this e-mail address is known here, a mail with a link is on its way. The link works once, for an hour.'

export async function action({ request, context }: Route.ActionArgs) {
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply())
	const { email } = submission.value
	const user = await findUserByEmail(email)
	const attempt = await attemptReset({ request, context, email, user })
	if (!attempt.ok) return refusal(submission.reply({ formErrors: [attempt.message] }), 'too-many')
	const { token, hash } = createToken()
	const expiresAt = new Date(Date.now() + oneHour)
	const url = `${getEnv().CONTOUR_BASE_URL}/reset-password/${token}`
	await requestPasswordReset({
		userId: user?.id ?? null,
		tokenHash: hash,
		expiresAt,
		mail: resetMail({ to: email, url, expiresAt }),
	})
	return redirectWithNotice('/forgot-password', done)
}

export const meta: Route.MetaFunction = () => [{ title: 'Choose a new password · Contour' }]

export default function ForgotPassword({ actionData }: Route.ComponentProps) {
	const [form, fields] = useForm<z.input<typeof schema>>({
		lastResult: actionData,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<AuthShell
			title="Forgot your password?"
			description="Enter your e-mail address. You get a mail with a link to choose a new one."
			footer={
				<Link to="/sign-in" className="link">
					Back to sign-in
				</Link>
			}
		>
			<FlashNotice />
			<ErrorSummary errors={listFormErrors(form)} />
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<TextField
					{...getInputProps(fields.email, { type: 'email' })}
					label="E-mail address"
					errors={fields.email.errors}
					autoComplete="username"
				/>
				<Button size="large">Send the link</Button>
			</Form>
		</AuthShell>
	)
}
