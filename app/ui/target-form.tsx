import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from './button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Notice } from './notice.tsx'
import { SelectField, TextField } from './text-field.tsx'

type Value = { halfSteps: number; dueOn: string }
type Stored = Value & { version: number }

type Props = {
	/** Of the page's forms each its own. */
	id: string
	/** Of whom or what, for the names of the buttons: 'Engineering', 'the company'. */
	name: string
	/** Fields that say for what the target is. */
	hidden?: Record<string, string>
	/** Null where there is none yet. */
	target: Stored | null
	answer: { result: SubmissionResult; current: Stored | null } | undefined
	/** The tiers to choose from, by half-steps. */
	tiers: readonly { value: string; label: string }[]
	say: (value: Value) => string
	today: string
}

/** A target: set, changed or taken away. */
export function TargetForm({ id, name, hidden = {}, target, answer, tiers, say, today }: Props) {
	const [form, fields] = useForm<{ halfSteps: string; dueOn: string }>({
		id,
		lastResult: answer?.result,
		defaultValue: { halfSteps: target ? String(target.halfSteps) : '', dueOn: target?.dueOn ?? '' },
		shouldRevalidate: 'onSubmit',
	})
	const version = answer?.current?.version ?? target?.version ?? 0
	const place = Object.entries(hidden).map(([field, value]) => (
		<input key={field} type="hidden" name={field} value={value} />
	))
	return (
		<div className="flex flex-col gap-4">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
				<ErrorSummary errors={listFormErrors(form)} />
				{answer && answer.result.status === 'error' && form.errors && (
					<Notice tone="warning" title="Saved by somebody else in the meantime">
						{answer.current ? `The target is now ${say(answer.current)}.` : 'There is no target any more.'}
					</Notice>
				)}
				<input type="hidden" name="intent" value="set" />
				{place}
				<input type="hidden" name="version" value={version} />
				<div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
					<SelectField
						{...getSelectProps(fields.halfSteps)}
						label="Tier"
						errors={fields.halfSteps.errors}
						options={[...(target ? [] : [{ value: '', label: 'No target' }]), ...tiers]}
					/>
					<TextField
						{...getInputProps(fields.dueOn, { type: 'date' })}
						label="To be reached by"
						min={today}
						errors={fields.dueOn.errors}
					/>
					<div className="flex gap-2 sm:mt-6.5">
						<Button variant="secondary" aria-label={`Save the target of ${name}`}>
							Save
						</Button>
						{target && (
							<Button variant="quiet" form={`${id}-removal`} aria-label={`Remove the target of ${name}`}>
								Remove
							</Button>
						)}
					</div>
				</div>
			</Form>
			{target && (
				<Form method="post" id={`${id}-removal`} className="hidden">
					<input type="hidden" name="intent" value="remove" />
					{place}
					<input type="hidden" name="version" value={version} />
				</Form>
			)}
		</div>
	)
}
