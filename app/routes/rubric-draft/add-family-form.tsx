import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Plus } from 'lucide-react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { DraftPage } from './read-page.server.ts'
import type { DraftAnswer } from './route.tsx'

/** A family of the account's own: a role family that is there, or one that is made with it. */
export function AddFamilyForm({ page, answer }: { page: DraftPage; answer: DraftAnswer }) {
	const { addable, idempotencyKey } = page
	const [form, fields] = useForm<{ familyId: string; name: string }>({
		id: 'add-family',
		lastResult: answer?.result,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Add a family"
			description="Such as Finance. Its people take part once a version that asks them is published."
			className="max-w-form"
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="add-family" />
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				{addable.length > 0 && (
					<SelectField
						{...getSelectProps(fields.familyId)}
						label="One of your role families"
						options={[
							{ value: '', label: 'None of these: a new one' },
							...addable.map(({ id, name }) => ({ value: id, label: name })),
						]}
						errors={fields.familyId.errors}
					/>
				)}
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label={addable.length > 0 ? 'Name of a new one' : 'Name'}
					optional={addable.length > 0}
					maxLength={60}
					errors={fields.name.errors}
				/>
				<Button variant="secondary" icon={Plus}>
					Add the family
				</Button>
			</Form>
		</Panel>
	)
}
