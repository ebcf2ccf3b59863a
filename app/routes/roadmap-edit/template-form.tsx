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
	answer: Pick<EditAnswer, 'result' | 'existing'> | undefined
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
			description="Its deliverables and outcomes, as they are now, for other plans to begin with."
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-4">
				<input type="hidden" name="intent" value="template" />
				<div className="w-full">
					<TextField
						{...getInputProps(fields.name, { type: 'text' })}
						label="Name of the template"
						errors={fields.name.errors}
						maxLength={120}
						autoComplete="off"
					/>
				</div>
				<div className="flex flex-wrap gap-2">
					<Button variant="secondary">Save the template</Button>
					{answer?.existing !== undefined && (
						<Button variant="danger" name="replace" value={answer.existing}>
							Replace “{answer.existing}”
						</Button>
					)}
				</div>
			</Form>
		</Panel>
	)
}
