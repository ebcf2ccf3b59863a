import { getFormProps, getInputProps, getTextareaProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { rubricLengths } from '#app/domain/framework/rubric-limits.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField, TextField } from '#app/ui/text-field.tsx'
import type { DraftPage } from './read-page.server.ts'
import type { DraftAnswer } from './route.tsx'

/** What the rubric is called, and what it says it is about. */
export function HeadForm({ head, answer }: { head: DraftPage['head']; answer: DraftAnswer }) {
	const [form, fields] = useForm<DraftPage['head']>({
		id: 'head',
		lastResult: answer?.result,
		defaultValue: head,
		shouldRevalidate: 'onSubmit',
	})
	const current = answer?.current ?? null
	const seen = current ?? head
	return (
		<Panel title="Title and description" className="max-w-form">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{current && (
					<Notice tone="warning" title="Saved by somebody else in the meantime">
						<DefinitionList
							items={[
								{ term: 'Title', value: <bdi>{current.title}</bdi> },
								{ term: 'Description', value: <bdi>{current.description}</bdi> },
							]}
						/>
					</Notice>
				)}
				<input type="hidden" name="intent" value="head" />
				<input type="hidden" name="seenTitle" value={seen.title} />
				<input type="hidden" name="seenDescription" value={seen.description} />
				<TextField
					{...getInputProps(fields.title, { type: 'text' })}
					id="title"
					dir="auto"
					label="Title"
					hint={`Up to ${rubricLengths.title} characters.`}
					errors={fields.title.errors}
				/>
				<TextAreaField
					{...getTextareaProps(fields.description)}
					id="description"
					dir="auto"
					label="Description"
					hint={`What people read above the map. Up to ${rubricLengths.description} characters.`}
					errors={fields.description.errors}
				/>
				<div>
					<Button variant="secondary">Save the title and description</Button>
				</div>
			</Form>
		</Panel>
	)
}
