import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

export function NameForm({ name, lastResult }: { name: string; lastResult: SubmissionResult | undefined }) {
	const [form, fields] = useForm<{ name: string }>({
		id: 'rename',
		lastResult,
		defaultValue: { name },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel title="Name" description="How you appear to owners, admins and HR of the accounts you belong to.">
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="rename" />
				<div className="w-full">
					<TextField
						{...getInputProps(fields.name, { type: 'text' })}
						label="Your name"
						errors={fields.name.errors}
						autoComplete="name"
					/>
				</div>
				<Button variant="secondary">Save the name</Button>
			</Form>
		</Panel>
	)
}
