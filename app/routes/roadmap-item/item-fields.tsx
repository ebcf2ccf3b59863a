import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { highestWeight, itemKinds, itemStates, lowestWeight, refuseState } from '#app/domain/roadmap/item.ts'
import type { ItemValues } from '#app/domain/roadmap/item-values.ts'
import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PersonField } from '#app/ui/member-fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import { useFormId } from '#app/ui/use-form-id.ts'
import { OutcomeFields } from './outcome-fields.tsx'
import type { ItemPage } from './read-page.server.ts'

type Props = {
	page: ItemPage
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: ItemValues; version: number } | null
}

/** Everything of an item that can be typed. */
export function ItemFields({ page, result, latest }: Props) {
	const { plan, item, people, locale } = page
	const [form, fields] = useForm<ItemValues>({
		// A saved item is a new form: what was typed before does not linger.
		id: useFormId(`item-${item.id}-${item.version}`, result !== undefined),
		lastResult: result,
		defaultValue: page.form,
		shouldRevalidate: 'onSubmit',
	})
	const weights = Array.from({ length: highestWeight - lowestWeight + 1 }, (_, n) => String(lowestWeight + n))
	const states = itemStates.filter((state) => refuseState(item, state) === null)
	const open = plan.phases.filter(({ key, closedOn }) => closedOn === null || key === item.phase)
	return (
		<Panel title="Item">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="version" value={latest?.version ?? item.version} />
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && <Latest values={latest.values} page={page} />}
				<TextField
					{...getInputProps(fields.text, { type: 'text' })}
					label="What is to be done"
					errors={fields.text.errors}
					maxLength={500}
					autoComplete="off"
				/>
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<SelectField
						{...getSelectProps(fields.state)}
						label="State"
						hint={
							item.kind === 'outcome'
								? 'It is done when its metric says so, or a note is approved.'
								: undefined
						}
						errors={fields.state.errors}
						options={states.map((state) => ({ value: state, label: itemStateNames[state] }))}
					/>
					<SelectField
						{...getSelectProps(fields.phase)}
						label="Phase"
						errors={fields.phase.errors}
						options={open.map(({ key, name }) => ({ value: key, label: name }))}
					/>
					<SelectField
						{...getSelectProps(fields.kind)}
						label="Kind"
						errors={fields.kind.errors}
						options={itemKinds.map((kind) => ({ value: kind, label: itemKindNames[kind] }))}
					/>
					<SelectField
						{...getSelectProps(fields.weight)}
						label="Weight"
						hint="How much of the plan it is, 1 to 5."
						errors={fields.weight.errors}
						options={weights.map((weight) => ({ value: weight, label: weight }))}
					/>
					<PersonField
						field={fields.owner}
						label="Owner"
						hint={
							item.ownerHasLeft
								? `${item.ownerName} (has left). Name another: e-mail, employee id or full name.`
								: 'E-mail, employee id or full name.'
						}
						names={people}
					/>
					<TextField
						{...getInputProps(fields.dueOn, { type: 'date' })}
						label="Due"
						optional
						hint={
							plan.endsOn
								? `Without a day it is due with its phase, on ${formatDate(plan.endsOn, locale, 'UTC')}.`
								: undefined
						}
						errors={fields.dueOn.errors}
					/>
				</div>
				<TextField
					{...getInputProps(fields.link, { type: 'url' })}
					label="Link"
					optional
					hint="Where it is worked on, such as a ticket."
					errors={fields.link.errors}
				/>
				{item.kind === 'outcome' && <OutcomeFields fields={fields} metrics={page.metrics} />}
				<div>
					<Button>Save</Button>
				</div>
			</Form>
		</Panel>
	)
}

function Latest({ values, page: { plan, metrics } }: { values: ItemValues; page: ItemPage }) {
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			<DefinitionList
				items={[
					{ term: 'What is to be done', value: <bdi>{values.text}</bdi> },
					{ term: 'State', value: itemStateNames[values.state] },
					{ term: 'Phase', value: <bdi>{plan.phases.find(({ key }) => key === values.phase)?.name}</bdi> },
					{ term: 'Kind', value: itemKindNames[values.kind] },
					{ term: 'Weight', value: values.weight },
					{ term: 'Owner', value: <bdi>{values.owner || '–'}</bdi> },
					{ term: 'Due', value: values.dueOn || '–' },
					{ term: 'Link', value: values.link || '–' },
					...(values.kind === 'outcome' ? [{ term: 'Met by', value: ruleText(values, metrics) }] : []),
				]}
			/>
		</Notice>
	)
}

/** In the units of the form: a share in percent. */
function ruleText({ by, metricId, comparison, value, periods }: ItemValues, metrics: ItemPage['metrics']) {
	if (by === '') return 'Nobody has said yet'
	if (by === 'note') return 'A note that a sponsor approves'
	const name = metrics.find(({ id }) => id === metricId)?.name ?? 'a metric'
	return (
		<>
			<bdi>{name}</bdi> {comparison === 'at-least' ? 'at least' : 'at most'} {value}, periods in a row:{' '}
			{periods}
		</>
	)
}
