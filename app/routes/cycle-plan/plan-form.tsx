import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { CyclePlanDetails } from '#app/data/get-cycle-plan.server.ts'
import type { PlanField } from '#app/domain/cycle/cycle-plan.ts'
import { cycleDateNames } from '#app/domain/cycle/cycle-dates.ts'
import { dateNames } from '#app/domain/cycle/phase-words.ts'
import { describeScope } from '#app/domain/cycle/scope-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'
import type { PlanAnswer } from './route.tsx'
import { ScopeFields } from './scope-fields.tsx'

type Value = Record<PlanField, string> & {
	repeats: string
	teamIds: string[]
	addedTeamId: string
	familyIds: string[]
}

const hints: Record<PlanField, string> = {
	opensOn: 'Freezes who takes part, and asks everybody. Empty: by hand.',
	reviewOn: 'People should have sent theirs by the day before. Empty: no review, or by hand.',
	calibrationOn: 'No answers any more: results are compared and agreed. Empty: no calibration, or by hand.',
	publishesOn: 'Whoever is not agreed then is published as not assessed. Empty: by hand.',
	lateJoinersUntil:
		'Whoever is added to the roster up to this day joins by themselves. Empty: by hand alone.',
}

/** When the phases begin, whom the cycle asks, and whether it repeats: as far as it can still be changed. */
export function PlanForm({ page, answer, back }: { page: PlanPage; answer: PlanAnswer; back: string }) {
	const { plan, open, isSuggested, cycle } = page
	const [form, fields] = useForm<Value>({
		id: 'plan',
		lastResult: answer?.result,
		defaultValue: {
			opensOn: plan.opensOn ?? '',
			reviewOn: plan.reviewOn ?? '',
			calibrationOn: plan.calibrationOn ?? '',
			publishesOn: plan.publishesOn ?? '',
			lateJoinersUntil: plan.lateJoinersUntil ?? '',
			repeats: plan.repeats ? 'on' : '',
			teamIds: plan.scope.teams.map(({ id }) => id),
			familyIds: plan.scope.families.map(({ id }) => id),
		},
		shouldRevalidate: 'onSubmit',
	})
	const version = answer?.current?.version ?? plan.version
	const dates = [...cycleDateNames, 'lateJoinersUntil' as const].filter((name) => open.includes(name))
	return (
		<Form method="post" {...getFormProps(form)} className="flex flex-col gap-6">
			<ErrorSummary errors={listFormErrors(form)} />
			{answer?.current && <Current plan={answer.current} page={page} />}
			{isSuggested && (
				<Notice title="We suggest these dates">
					Nothing is saved yet. Change them, clear those that you want to decide by hand, then save.
				</Notice>
			)}
			<input type="hidden" name="version" value={version} />
			{dates.length > 0 && (
				<Panel title="Dates" description="A phase begins at the start of its day, by itself.">
					<div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
						{dates.map((name) => (
							<div key={name}>
								<TextField
									{...getInputProps(fields[name], { type: 'date' })}
									label={name === 'lateJoinersUntil' ? 'Newcomers join until' : dateNames[name]}
									optional
									hint={hints[name]}
									errors={fields[name].errors}
								/>
							</div>
						))}
					</div>
				</Panel>
			)}
			{cycle.phase === 'draft' && (
				<ScopeFields
					page={page}
					chosen={{
						teamIds: fields.teamIds.initialValue,
						addedTeamId: fields.addedTeamId.initialValue,
						familyIds: fields.familyIds.initialValue,
					}}
					errors={{
						teamIds: fields.teamIds.errors ?? fields.addedTeamId.errors,
						familyIds: fields.familyIds.errors,
					}}
				/>
			)}
			<Panel title="Every quarter">
				<Checkbox
					{...getInputProps(fields.repeats, { type: 'checkbox' })}
					label="Repeat in the next fiscal quarter"
					hint="Two weeks before it opens, the next cycle is drafted with the same dates in its quarter and for the same people. HR gets a mail, and it repeats in turn. A quarter that has a cycle is passed over."
				/>
			</Panel>
			<div className="flex flex-wrap gap-2">
				<Button>Save the plan</Button>
				<ButtonLink to={back} variant="quiet">
					{isSuggested ? 'Not now' : 'Cancel'}
				</ButtonLink>
			</div>
		</Form>
	)
}

function Current({ plan, page: { locale, timeZone } }: { plan: CyclePlanDetails; page: PlanPage }) {
	const day = (value: string | null) => (value === null ? 'By hand' : formatDate(value, locale, timeZone))
	return (
		<Notice tone="warning" title="As it stands now">
			<DefinitionList
				items={[
					...cycleDateNames.map((name) => ({ term: dateNames[name], value: day(plan[name]) })),
					{ term: 'Newcomers join until', value: day(plan.lateJoinersUntil) },
					{ term: 'Asks', value: describeScope(plan.scope) },
					{ term: 'Repeats', value: plan.repeats ? 'Yes' : 'No' },
				]}
			/>
		</Notice>
	)
}
