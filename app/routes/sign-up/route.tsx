import { useEffect, useState } from 'react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { emailField, nameField, newPasswordField, refusePassword } from '#app/auth/fields.ts'
import { endSession } from '#app/auth/lucia.server.ts'
import { passwordRules } from '#app/auth/password-rules.ts'
import { hashPassword } from '#app/auth/passwords.server.ts'
import { losesCookies } from '#app/auth/plain-http.server.ts'
import { attemptSignUp } from '#app/auth/rate-limits.server.ts'
import { getSignedIn } from '#app/auth/session-context.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { queueMail } from '#app/data/queue-mail.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { guessLocale, guessTimeZone } from '#app/lib/locales.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { knownAddressMail, welcomeMail } from '#app/mail/password-mails.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PlainHttpNotice } from '#app/ui/plain-http-notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import type { Route } from './+types/route.ts'

const schema = z
	.object({
		accountName: nameField('Enter the name of your company.'),
		name: nameField('Enter your name.'),
		email: emailField,
		password: newPasswordField,
		runsCheckIns: z.boolean().default(false),
		timeZone: z.string().max(100).optional(),
	})
	.superRefine(({ password, email }, context) => {
		const message = refusePassword(password, email)
		if (message) context.addIssue({ code: 'custom', path: ['password'], message })
	})

/** The same words for a new address and for one that signed up before: only its mailbox tells which. */
const done =
	'Thank you. If this e-mail address is new here, your company is ready: sign in with the password you chose. If not, we sent a mail that says how to go on.'

export function loader({ request, context }: Route.LoaderArgs) {
	if (getSignedIn(context)) throw redirect('/accounts')
	return { losesCookies: losesCookies(request) }
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply({ hideFields: ['password'] }))
	const { accountName, name, email, password, runsCheckIns, timeZone } = submission.value
	const attempt = await attemptSignUp(context, email)
	if (!attempt.ok) {
		const again = submission.reply({ formErrors: [attempt.message], hideFields: ['password'] })
		return refusal(again, 'too-many')
	}
	const locale = guessLocale(request.headers.get('Accept-Language'))
	const about = { to: email, at: new Date(), baseUrl: getEnv().CONTOUR_BASE_URL }
	const created = await createAccount({
		name: accountName,
		locale,
		timeZone: guessTimeZone(timeZone, locale),
		content: builtInContent,
		owner: { email, name, passwordHash: await hashPassword(password) },
		roles: runsCheckIns ? ['owner', 'hr'] : ['owner'],
		welcome: welcomeMail({ ...about, accountName }),
	})
	if (!created.ok && created.reason === 'email-taken') await queueMail(knownAddressMail(about))
	if (!created.ok && created.reason === 'slug-taken') {
		const fieldErrors = { accountName: ['Too many companies have this name here. Add something to it.'] }
		return refusal(submission.reply({ fieldErrors, hideFields: ['password'] }), 'conflict')
	}
	return redirectWithNotice('/sign-in', done, { headers: { 'Set-Cookie': await endSession(request) } })
}

export const meta: Route.MetaFunction = () => [{ title: 'Set up your company · Contour' }]

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
	const [form, fields] = useForm<z.input<typeof schema>>({
		lastResult: actionData,
		defaultValue: { runsCheckIns: true },
		shouldRevalidate: 'onSubmit',
	})
	const timeZone = useBrowserTimeZone()
	return (
		<AuthShell
			title="Set up your company"
			description="You start empty and become the owner. People come in next, from a file or by hand."
			footer={
				<>
					Been here before?{' '}
					<Link to="/sign-in" className="link">
						Sign in
					</Link>
				</>
			}
		>
			{loaderData.losesCookies && <PlainHttpNotice />}
			<ErrorSummary errors={listFormErrors(form)} />
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<input type="hidden" name="timeZone" value={timeZone} />
				<TextField
					{...getInputProps(fields.accountName, { type: 'text' })}
					label="Company"
					errors={fields.accountName.errors}
					autoComplete="organization"
				/>
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label="Your name"
					errors={fields.name.errors}
					autoComplete="name"
				/>
				<TextField
					{...getInputProps(fields.email, { type: 'email' })}
					label="E-mail address"
					errors={fields.email.errors}
					autoComplete="username"
				/>
				<TextField
					{...getInputProps(fields.password, { type: 'password' })}
					label="Password"
					hint={`At least ${passwordRules.shortest} characters.`}
					errors={fields.password.errors}
					autoComplete="new-password"
				/>
				<Checkbox
					{...getInputProps(fields.runsCheckIns, { type: 'checkbox' })}
					label="I also run the check-ins"
					hint="Gives you the HR role: it opens and publishes cycles and sees individual results. Without it you see what is published, in groups. It can be changed later."
				/>
				<Button size="large">Set up the company</Button>
			</Form>
		</AuthShell>
	)
}

/** Known once the page runs; the server guesses from the language until then. */
function useBrowserTimeZone(): string {
	const [timeZone, setTimeZone] = useState('')
	useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), [])
	return timeZone
}
