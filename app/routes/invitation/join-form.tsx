import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { passwordRules } from '#app/auth/password-rules.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	/** Signed in already, known and to sign in here, or new. */
	as: 'signed-in' | 'known' | 'new'
	email: string
	signedInAs: string | null
	lastResult: SubmissionResult | undefined
}

type Fields = { as: string; name: string; password: string }

export function JoinForm({ as, email, signedInAs, lastResult }: Props) {
	const [form, fields] = useForm<Fields>({ lastResult, shouldRevalidate: 'onSubmit' })
	return (
		<>
			<ErrorSummary errors={listFormErrors(form)} />
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<input type="hidden" name="as" value={as} />
				{as !== 'signed-in' && (
					<input type="text" name="username" value={email} readOnly autoComplete="username" hidden />
				)}
				{as === 'new' && (
					<TextField
						{...getInputProps(fields.name, { type: 'text' })}
						label="Your name"
						errors={fields.name.errors}
						autoComplete="name"
					/>
				)}
				{as !== 'signed-in' && (
					<TextField
						{...getInputProps(fields.password, { type: 'password' })}
						label={as === 'new' ? 'Choose a password' : 'Your password'}
						hint={
							as === 'new'
								? `At least ${passwordRules.shortest} characters.`
								: 'This address has a user already: the password is the one you have.'
						}
						errors={fields.password.errors}
						autoComplete={as === 'new' ? 'new-password' : 'current-password'}
					/>
				)}
				<Button size="large">{as === 'signed-in' ? `Join as ${signedInAs}` : 'Join'}</Button>
			</Form>
		</>
	)
}
