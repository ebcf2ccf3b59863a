import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, getTextareaProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import {
	assignmentLimits,
	assignmentStateNames,
	assignmentStates,
} from '#app/domain/training-assignment/assignment.ts'
import type { TrainingAssignment } from '#app/domain/training-assignment/assignment.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextAreaField, TextField } from '#app/ui/text-field.tsx'

type Props = {
	assignment: TrainingAssignment
	today: string
	/** With the version to save over, where somebody else has saved another. */
	answer: { result: SubmissionResult; version: number | null } | undefined
}

const states = assignmentStates.map((value) => ({ value, label: assignmentStateNames[value] }))

export function AssignmentForm({ assignment, today, answer }: Props) {
	const { state, doneOn, dueOn, note, version } = assignment
	const [form, fields] = useForm<{ state: string; doneOn: string; dueOn: string; note: string }>({
		id: 'assignment',
		lastResult: answer?.result,
		defaultValue: { state, doneOn: doneOn ?? '', dueOn: dueOn ?? '', note },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
			<ErrorSummary errors={listFormErrors(form)} />
			<input type="hidden" name="version" value={answer?.version ?? version} />
			<SelectField
				{...getSelectProps(fields.state)}
				label="State"
				options={states}
				errors={fields.state.errors}
			/>
			<TextField
				{...getInputProps(fields.doneOn, { type: 'date' })}
				label="Done on"
				hint="For what is done. Today, if you leave it empty."
				max={today}
				errors={fields.doneOn.errors}
				optional
			/>
			<TextField
				{...getInputProps(fields.dueOn, { type: 'date' })}
				label="Due on"
				errors={fields.dueOn.errors}
				optional
			/>
			<TextAreaField
				{...getTextareaProps(fields.note)}
				label="Note"
				hint="The person reads it."
				rows={2}
				maxLength={assignmentLimits.note}
				errors={fields.note.errors}
				optional
			/>
			<div>
				<Button>Save</Button>
			</div>
		</Form>
	)
}
