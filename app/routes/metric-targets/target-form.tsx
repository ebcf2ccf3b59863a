import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { TargetAnswer, TargetsPage } from './route.tsx'

type Props = {
	name: string
	/** Null where there is none yet. */
	target: TargetsPage['targets'][number] | null
	/** To choose from, where it is for a team that has none. */
	teams?: TargetsPage['teams']
	answer: TargetAnswer
	page: TargetsPage
}

/** The target of the company or a team: set, changed or taken away. */
export function TargetForm({ name, target, teams, answer, page }: Props) {
	const { metric, locale, timeZone, today } = page
	const isShare = metric.unit === 'share'
	const formId = `target-${target?.teamId ?? (teams ? 'new' : 'account')}`
	const typed = target && Number((target.value * (isShare ? 100 : 1)).toPrecision(12))
	const [form, fields] = useForm<{ teamId: string; value: string; dueOn: string }>({
		id: formId,
		lastResult: answer?.result,
		defaultValue: { value: typed === null ? '' : String(typed), dueOn: target?.dueOn ?? '' },
		shouldRevalidate: 'onSubmit',
	})
	const version = answer?.current?.version ?? target?.version ?? 0
	return (
		<section aria-label={name} className="flex flex-col gap-4">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
				<ErrorSummary errors={listFormErrors(form)} />
				{answer && answer.result.status === 'error' && form.errors && (
					<Notice tone="warning" title="Saved by somebody else in the meantime">
						{answer.current
							? `The target is now ${formatMetricValue(answer.current.value, metric, locale)} by ${formatDate(answer.current.dueOn, locale, timeZone)}.`
							: 'There is no target any more.'}
					</Notice>
				)}
				<input type="hidden" name="intent" value="set" />
				<input type="hidden" name="version" value={version} />
				<div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_10rem_12rem_auto]">
					{teams ? (
						<SelectField
							{...getSelectProps(fields.teamId)}
							label="Team"
							errors={fields.teamId.errors}
							options={teams.map(({ id, path }) => ({ value: id, label: path }))}
						/>
					) : (
						<div className="sm:mt-6.5">
							<h2 className="text-base">
								<bdi>{name}</bdi>
							</h2>
							{target?.teamId && <input type="hidden" name="teamId" value={target.teamId} />}
						</div>
					)}
					<TextField
						{...getInputProps(fields.value, { type: 'text' })}
						inputMode="decimal"
						label={isShare ? 'Value, in percent' : 'Value'}
						errors={fields.value.errors}
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
							<Button variant="quiet" form={`${formId}-removal`} aria-label={`Remove the target of ${name}`}>
								Remove
							</Button>
						)}
					</div>
				</div>
			</Form>
			{target && (
				<Form method="post" id={`${formId}-removal`} className="hidden">
					<input type="hidden" name="intent" value="remove" />
					{target.teamId && <input type="hidden" name="teamId" value={target.teamId} />}
					<input type="hidden" name="version" value={version} />
				</Form>
			)}
		</section>
	)
}
