import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { UserX } from 'lucide-react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	person: { name: string; version: number }
	back: string
	result: SubmissionResult | undefined
}

/** The name is typed, so that nobody is erased by a click on the wrong row. */
export function EraseForm({ person, back, result }: Props) {
	const [form, fields] = useForm<{ name: string }>({ id: 'erase', lastResult: result })
	return (
		<Panel
			title="Erase for good"
			description="It cannot be undone, also not from a backup: a restore erases them again. Owners and HR are told that somebody was erased, and not who."
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-4">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="version" value={person.version} />
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label="Type the name to confirm"
					hint={person.name}
					errors={fields.name.errors}
					autoComplete="off"
				/>
				<div className="flex flex-wrap gap-3">
					<Button variant="danger" icon={UserX}>
						Erase
					</Button>
					<ButtonLink to={back} variant="secondary">
						Keep the person
					</ButtonLink>
				</div>
			</Form>
		</Panel>
	)
}
