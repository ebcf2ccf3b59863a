import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { EditAnswer } from './actions.server.ts'
import type { EditPage } from './read-page.server.ts'

/** Keeps what the plan plans for others to begin with. */
export function TemplateForm({
	page,
	answer,
}: {
	page: EditPage
	answer: Pick<EditAnswer, 'result'> | undefined
}) {
	const [form, fields] = useForm<{ name: string }>({
		id: 'template',
		lastResult: answer?.result,
		defaultValue: { name: page.plan.name.slice(0, 120) },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Save as a template"
			description="Its deliverables and outcomes, as they are now, for other plans to begin with. A template of the same name is replaced."
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-4">
				<div className="w-full">
					<TextField
						{...getInputProps(fields.name, { type: 'text' })}
						label="Name of the template"
						errors={fields.name.errors}
						maxLength={120}
						autoComplete="off"
					/>
				</div>
				<Button variant="secondary" name="intent" value="template">
					Save the template
				</Button>
			</Form>
		</Panel>
	)
}
