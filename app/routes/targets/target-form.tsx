import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { isHalfSteps, optionHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { TargetAnswer, TargetsPage } from './route.tsx'

type Value = { halfSteps: number; dueOn: string }
type Props = { family: TargetsPage['families'][number]; answer: TargetAnswer; page: TargetsPage }

/** The target of one family: set, changed or taken away. */
export function TargetForm({ family, answer, page }: Props) {
	const { locale, timeZone, today, publishedName } = page
	const { familyId, familyName, members, target, published } = family
	const formId = `target-${familyId}`
	const [form, fields] = useForm<{ halfSteps: string; dueOn: string }>({
		id: formId,
		lastResult: answer?.result,
		defaultValue: { halfSteps: target ? String(target.halfSteps) : '', dueOn: target?.dueOn ?? '' },
		shouldRevalidate: 'onSubmit',
	})
	const say = ({ halfSteps, dueOn }: Value) =>
		`tier ${formatTier(tierOf(halfSteps), locale)} by ${formatDate(dueOn, locale, timeZone)}`
	const version = answer?.current?.version ?? target?.version ?? 0
	return (
		<section
			aria-labelledby={`${formId}-name`}
			className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(12rem,1fr)_minmax(0,2fr)]"
		>
			<div>
				<h2 id={`${formId}-name`} className="text-base">
					{familyName}
				</h2>
				<p className="mt-1 text-sm text-muted">
					{formatNumber(members, locale)} {members === 1 ? 'person' : 'people'} today.{' '}
					{publishedName &&
						(published ? `${publishedName} keeps ${say(published)}.` : `${publishedName} has no target.`)}
				</p>
			</div>
			<div className="flex flex-col gap-4">
				<Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
					<ErrorSummary errors={listFormErrors(form)} />
					{answer && answer.result.status === 'error' && form.errors && (
						<Notice tone="warning" title="Saved by somebody else in the meantime">
							{answer.current ? `The target is now ${say(answer.current)}.` : 'There is no target any more.'}
						</Notice>
					)}
					<input type="hidden" name="intent" value="set" />
					<input type="hidden" name="familyId" value={familyId} />
					<input type="hidden" name="version" value={version} />
					<div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
						<SelectField
							{...getSelectProps(fields.halfSteps)}
							label="Tier"
							errors={fields.halfSteps.errors}
							options={[
								...(target ? [] : [{ value: '', label: 'No target' }]),
								...optionHalfSteps.map((halfSteps) => ({
									value: String(halfSteps),
									label: tierLabel(halfSteps, locale),
								})),
							]}
						/>
						<TextField
							{...getInputProps(fields.dueOn, { type: 'date' })}
							label="To be reached by"
							min={today}
							errors={fields.dueOn.errors}
						/>
						<div className="flex gap-2 sm:mt-6.5">
							<Button variant="secondary" aria-label={`Save the target of ${familyName}`}>
								Save
							</Button>
							{target && (
								<Button
									variant="quiet"
									form={`${formId}-removal`}
									aria-label={`Remove the target of ${familyName}`}
								>
									Remove
								</Button>
							)}
						</div>
					</div>
				</Form>
				{target && (
					<Form method="post" id={`${formId}-removal`} className="hidden">
						<input type="hidden" name="intent" value="remove" />
						<input type="hidden" name="familyId" value={familyId} />
						<input type="hidden" name="version" value={version} />
					</Form>
				)}
			</div>
		</section>
	)
}

function tierLabel(halfSteps: number, locale: string): string {
	const tier = formatTier(tierOf(halfSteps), locale)
	return isHalfSteps(halfSteps) ? `${tier} ${tierNames[halfSteps]}` : tier
}
