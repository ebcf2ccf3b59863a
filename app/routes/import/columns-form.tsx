import { ArrowRight, Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import type { SubjectText } from '#app/domain/import/metric-mapping.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { Answers } from './answers.tsx'
import { Questions } from './questions.tsx'
import type { ColumnsPage } from './read-columns.server.ts'
import { SampleTable } from './sample-table.tsx'
import { ValueColumns } from './value-columns.tsx'

type Props = ColumnsPage & { locale: string }

const subjectLabels: Record<Exclude<SubjectText, 'account'>, string> = {
	any: 'E-mail, employee id or team',
	email: 'E-mail addresses',
	'external-id': 'Employee ids',
	login: 'GitHub logins',
	team: 'Teams, by name or path',
}

/** What each column means. Works as it is without JavaScript: samples stand in the options. */
export function ColumnsForm(props: Props) {
	const { layout, isReport, isEither, problems, sample, locale } = props
	return (
		<Form method="post" action="?step=columns" className="stack">
			<ErrorSummary
				title="The file cannot be read like this yet"
				errors={problems.map((message) => ({ message }))}
			/>
			<input type="hidden" name="intent" value="columns" />
			<SampleTable {...sample} locale={locale} />
			<Questions {...props} />
			{!isReport && (
				<Panel title="Whose values, and when" description="Columns that are not chosen are left out.">
					<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
						<Subject {...props} />
						{layout !== 'periods' && (
							<ColumnSelect {...props} name="period" label="Period" none="Choose a column" />
						)}
						{layout !== 'wide' && <MetricChoice {...props} />}
						{(layout === 'long' || isEither) && (
							<ColumnSelect
								{...props}
								name="value"
								label="Value"
								none={isEither ? 'None: a field for each metric' : 'Choose a column'}
							/>
						)}
						{layout === 'long' && (
							<ColumnSelect
								{...props}
								name="weight"
								label="Denominator or weight"
								none="None"
								hint="What divides a ratio or weighs a mean. Without it such values stand for themselves and add up to nothing."
							/>
						)}
					</div>
				</Panel>
			)}
			{layout === 'periods' && <Periods {...props} />}
			{layout === 'wide' && <ValueColumns {...props} />}
			<Answers {...props} />
			<div className="flex flex-wrap gap-2">
				<Button icon={ArrowRight}>See what it would do</Button>
				<Button variant="quiet" icon={Trash2} name="intent" value="discard" formNoValidate>
					Lay it aside
				</Button>
			</div>
		</Form>
	)
}

/** The column that a mapping names where it has one for a field. */
const chosenOf = {
	'subject.column': (mapping) => mapping.subject.column,
	period: (mapping) => mapping.period,
	'metric.column': (mapping) => mapping.metric.column,
	value: (mapping) => mapping.value,
	weight: (mapping) => mapping.weight,
} satisfies Record<string, (mapping: ColumnsPage['mapping']) => number | null>

function ColumnSelect({
	name,
	label,
	none,
	hint,
	columns,
	mapping,
}: Pick<Props, 'columns' | 'mapping'> & {
	name: keyof typeof chosenOf
	label: string
	/** What it means where no column is chosen. */
	none: string
	hint?: string
}) {
	const chosen = columns.find(({ index }) => index === chosenOf[name](mapping))
	const such = chosen && chosen.samples.length > 0 ? `Such as ${chosen.samples.join(', ')}` : undefined
	return (
		<SelectField
			name={name}
			label={label}
			defaultValue={chosen?.index ?? ''}
			hint={hint ?? such}
			options={[
				{ value: '', label: none },
				...columns.map(({ index, name: title, samples }) => ({
					value: String(index),
					label: `${title}${samples[0] ? ` (${samples[0]})` : ''}`,
				})),
			]}
		/>
	)
}

function Subject(props: Props) {
	const { is } = props.mapping.subject
	return (
		<>
			<ColumnSelect
				{...props}
				name="subject.column"
				label="Person or team"
				none="None: all are of the whole company"
			/>
			<SelectField
				name="subject.is"
				label="What that column holds"
				defaultValue={is === 'account' ? 'any' : is}
				options={Object.entries(subjectLabels).map(([value, label]) => ({ value, label }))}
			/>
		</>
	)
}

function MetricChoice(props: Props) {
	const { metrics, mapping } = props
	return (
		<>
			<ColumnSelect {...props} name="metric.column" label="Metric" none="None: all are of one metric" />
			<SelectField
				name="metric.key"
				label="The one metric"
				hint="Where no column names it."
				defaultValue={mapping.metric.key ?? ''}
				options={[
					{ value: '', label: 'Choose a metric' },
					...metrics.map(({ key, name }) => ({ value: key, label: name })),
				]}
			/>
		</>
	)
}

function Periods({ columns, mapping }: Props) {
	return (
		<Panel title="Columns that are periods">
			<input type="hidden" name="periods.shown" value="yes" />
			<div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-4">
				{columns.map(({ index, name, samples }) => (
					<Checkbox
						key={index}
						id={`period-${index}`}
						name="periods"
						value={index}
						defaultChecked={mapping.periods.includes(index)}
						label={`${name}${samples[0] ? ` (${samples[0]})` : ''}`}
					/>
				))}
			</div>
		</Panel>
	)
}
