import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { LogOut } from 'lucide-react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	person: { version: number; reports: number; hasJoined: boolean }
	today: string
	result: SubmissionResult | undefined
}

export function LeaveForm({ person, today, result }: Props) {
	const [form, fields] = useForm<{ leftOn: string }>({
		id: 'leave',
		lastResult: result,
		defaultValue: { leftOn: today },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Leaving the company"
			description={[
				person.hasJoined
					? 'From this day on they can’t open the account any more.'
					: 'An open invitation is taken back.',
				person.reports > 0
					? 'Who reports to this person keeps them as manager until you change it.'
					: 'Clear the last day to undo it.',
			].join(' ')}
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-4">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="leave" />
				<input type="hidden" name="version" value={person.version} />
				<TextField
					{...getInputProps(fields.leftOn, { type: 'date' })}
					label="Last day"
					errors={fields.leftOn.errors}
				/>
				<Button variant="secondary" icon={LogOut}>
					Mark as left
				</Button>
			</Form>
		</Panel>
	)
}
