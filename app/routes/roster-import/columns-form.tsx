import { Fragment } from 'react'
import { ArrowRight } from 'lucide-react'
import { Form } from 'react-router'
import type { RosterField, RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { teamSeparators } from '#app/domain/roster/team-separator.ts'
import { fieldLabels, separatorLabels } from '#app/domain/roster/roster-words.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { ColumnsPage } from './read-page.server.ts'

type Props = ColumnsPage & { problems: readonly string[]; locale: string }

const groups: { title: string; description: string; fields: RosterField[] }[] = [
	{
		title: 'Who somebody is',
		description:
			'A full name, or first and last name, is needed. By id and e-mail the next file recognises people.',
		fields: ['name', 'firstName', 'lastName', 'email', 'externalId', 'jobTitle'],
	},
	{
		title: 'Where they work',
		description: 'What has no column here stays as it is in Contour.',
		fields: ['department', 'team', 'parentTeam'],
	},
	{
		title: 'To whom they report',
		description: 'One of them is enough. Where a row has several, the id counts first, then the e-mail.',
		fields: ['managerEmail', 'managerExternalId', 'managerName'],
	},
	{
		title: 'When they came and went',
		description: 'Who has a last day in the past is marked as left.',
		fields: ['startedOn', 'leftOn'],
	},
]

/** What each column means. Works as it is without JavaScript: samples stand in the options. */
export function ColumnsForm(props: Props) {
	const { columns, mapping, problems, asksDateOrder } = props
	const used = new Set(Object.values(mapping.columns))
	const rest = columns.filter(({ index }) => !used.has(index))
	return (
		<Form method="post" action="?step=columns" className="stack">
			<ErrorSummary
				title="These columns cannot be used yet"
				errors={problems.map((message) => ({ message, field: 'column.name' }))}
			/>
			<input type="hidden" name="intent" value="columns" />
			<input type="hidden" name="departmentColumn" value={mapping.columns.department ?? ''} />
			{groups.map(({ title, description, fields }) => (
				<Panel key={title} title={title} description={description}>
					<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
						{fields.map((field) => (
							<Fragment key={field}>
								<ColumnSelect field={field} columns={columns} mapping={mapping} />
								{field === 'team' && (
									<SelectField
										name="teamSeparator"
										label="What the team column holds"
										defaultValue={mapping.teamSeparator}
										options={teamSeparators.map((value) => ({ value, label: separatorLabels[value] }))}
									/>
								)}
							</Fragment>
						))}
					</div>
				</Panel>
			))}
			{asksDateOrder && (
				<Panel>
					<RadioCards
						name="dateOrder"
						legend="How are dates such as 03/04/2026 meant?"
						hint="Nothing in this file decides it."
						required
						defaultValue={mapping.dateOrder ?? undefined}
						options={[
							{ value: 'day-first', title: 'Day first', text: '3 April 2026' },
							{ value: 'month-first', title: 'Month first', text: '4 March 2026' },
						]}
					/>
				</Panel>
			)}
			<Departments {...props} />
			{rest.length > 0 && (
				<Panel
					title="Anything else to keep"
					description="These columns are kept with each person under their own name, to be seen and exported."
				>
					<div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
						{rest.map(({ index, name, samples }) => (
							<Checkbox
								key={index}
								id={`attribute-${index}`}
								name="attribute"
								value={index}
								defaultChecked={mapping.attributes.includes(index)}
								label={`${name}${samples.length > 0 ? ` (${samples.slice(0, 2).join(', ')})` : ''}`}
							/>
						))}
					</div>
				</Panel>
			)}
			<Panel title="Leads of teams">
				<Checkbox
					name="leads"
					value="suggest"
					defaultChecked={mapping.leads === 'suggest'}
					label="Where a team has no lead, take the person at its top in the reporting line"
					hint="A lead sees the results of the team and of all teams below it. The dry run names everyone before it happens."
				/>
			</Panel>
			<div className="flex flex-wrap gap-2">
				<Button icon={ArrowRight}>See what it would do</Button>
			</div>
		</Form>
	)
}

function ColumnSelect({
	field,
	columns,
	mapping,
}: {
	field: RosterField
	columns: ColumnsPage['columns']
	mapping: RosterMapping
}) {
	const chosen = columns.find(({ index }) => index === mapping.columns[field])
	return (
		<SelectField
			name={`column.${field}`}
			label={fieldLabels[field]}
			defaultValue={chosen?.index ?? ''}
			hint={chosen && chosen.samples.length > 0 ? `Such as ${chosen.samples.join(', ')}` : undefined}
			options={[
				{ value: '', label: 'Not in this file' },
				...columns.map(({ index, name, letters, samples }) => ({
					value: String(index),
					label: `${letters}: ${name}${samples[0] ? ` (${samples[0]})` : ''}`,
				})),
			]}
		/>
	)
}

function Departments({ departments, moreDepartments, families, locale }: Props) {
	if (departments.length === 0) return null
	return (
		<Panel
			title="Families of departments"
			description="The family decides which questions a check-in asks. Who is not assessed takes no part."
			id="departments"
		>
			<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
				{departments.map(({ key, name, rows, family }, i) => (
					<div key={key}>
						<input type="hidden" name={`department.${i}`} value={key} />
						<SelectField
							name={`family.${i}`}
							label={`${name} (${peopleText(rows, locale)})`}
							defaultValue={family}
							options={[
								{ value: '', label: 'Not assessed' },
								...families.map((choice) => ({ value: choice.key, label: choice.name })),
							]}
						/>
					</div>
				))}
			</div>
			{moreDepartments > 0 && (
				<p className="mt-4 text-sm text-muted">
					{formatNumber(moreDepartments, locale)} more with few people get the family that their name points
					to. If these are no departments, choose another column above.
				</p>
			)}
		</Panel>
	)
}
