import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { JobFamiliesPage } from './route.tsx'

type Props = Pick<JobFamiliesPage, 'families' | 'idempotencyKey'> & { result: SubmissionResult | undefined }

/** Decides about a job family before an import brings it. */
export function AddForm({ families, idempotencyKey, result }: Props) {
	const [form, fields] = useForm<{ name: string; familyId: string }>({
		id: 'add-job-family',
		lastResult: result,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Add a job family"
			description="Before an import brings it. Capitals and blanks make no difference."
			className="max-w-form"
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="add" />
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label="Name in the HR system"
					maxLength={200}
					errors={fields.name.errors}
				/>
				<SelectField
					{...getSelectProps(fields.familyId)}
					label="Role family"
					errors={fields.familyId.errors}
					options={[
						{ value: '', label: 'Not assessed' },
						...families.map(({ id, name }) => ({ value: id, label: name })),
					]}
				/>
				<Button variant="secondary">Add the job family</Button>
			</Form>
		</Panel>
	)
}
