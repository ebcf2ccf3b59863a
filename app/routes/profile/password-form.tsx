import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { passwordRules } from '#app/auth/password-rules.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Fields = { current: string; password: string; endOthers: boolean }

export function PasswordForm({
	email,
	lastResult,
}: {
	email: string
	lastResult: SubmissionResult | undefined
}) {
	const [form, fields] = useForm<Fields>({
		id: 'password',
		lastResult,
		defaultValue: { endOthers: true },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel title="Password">
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5 *:w-full">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="password" />
				<input type="text" name="username" value={email} readOnly autoComplete="username" hidden />
				<TextField
					{...getInputProps(fields.current, { type: 'password' })}
					label="Present password"
					errors={fields.current.errors}
					autoComplete="current-password"
				/>
				<TextField
					{...getInputProps(fields.password, { type: 'password' })}
					label="New password"
					hint={`At least ${passwordRules.shortest} characters.`}
					errors={fields.password.errors}
					autoComplete="new-password"
				/>
				<Checkbox
					{...getInputProps(fields.endOthers, { type: 'checkbox' })}
					label="Sign me out everywhere else"
				/>
				<Button className="w-fit!">Change the password</Button>
			</Form>
		</Panel>
	)
}
