import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	id: string
	/** What goes along unseen. */
	hidden: Readonly<Record<string, string>>
	name: string
	label: string
	submitLabel: string
	result: SubmissionResult | undefined
}

/** A family's name, for a new one and for one that is renamed. */
export function NameForm({ id, hidden, name, label, submitLabel, result }: Props) {
	const [form, fields] = useForm<{ name: string }>({
		id,
		lastResult: result,
		defaultValue: { name },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Form method="post" {...getFormProps(form)} className="flex flex-wrap items-start gap-3">
			{Object.entries(hidden).map(([key, value]) => (
				<input key={key} type="hidden" name={key} value={value} />
			))}
			<div className="min-w-0 flex-1 basis-56">
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label={label}
					maxLength={60}
					errors={fields.name.errors}
				/>
			</div>
			<div className="sm:mt-6.5">
				<Button variant="secondary">{submitLabel}</Button>
			</div>
		</Form>
	)
}
