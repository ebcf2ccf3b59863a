import type { FieldMetadata } from '@conform-to/react'
import { getInputProps, getSelectProps } from '@conform-to/react'
import { mostPeriods } from '#app/domain/roadmap/outcome-rule.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { ItemPage } from './read-page.server.ts'

type Props = {
	fields: Record<'by' | 'metricId' | 'comparison' | 'value' | 'periods', FieldMetadata<string | undefined>>
	metrics: ItemPage['metrics']
}

/** How an outcome is met. The fields of a metric are there while a metric is chosen, without JavaScript too. */
export function OutcomeFields({ fields, metrics }: Props) {
	return (
		<fieldset className="group flex flex-col gap-4">
			<legend className="mb-2 text-sm font-medium">How it is met</legend>
			<SelectField
				{...getSelectProps(fields.by)}
				label="Met by"
				errors={fields.by.errors}
				options={[
					{ value: '', label: 'Nobody has said yet' },
					{ value: 'note', label: 'A note that a sponsor approves' },
					{ value: 'metric', label: 'A metric' },
				]}
			/>
			<div className="hidden flex-col gap-4 group-has-[option[value=metric]:checked]:flex">
				<SelectField
					{...getSelectProps(fields.metricId)}
					label="Metric"
					hint="Looked at every day and when values come in: those of the team, or of the teams below, never of single people."
					errors={fields.metricId.errors}
					options={[
						{ value: '', label: 'No metric' },
						...metrics.map(({ id, name, isArchived }) => ({
							value: id,
							label: isArchived ? `${name} (archived)` : name,
						})),
					]}
				/>
				<div className="grid items-start gap-4 sm:grid-cols-3">
					<SelectField
						{...getSelectProps(fields.comparison)}
						label="Is"
						errors={fields.comparison.errors}
						options={[
							{ value: 'at-least', label: 'at least' },
							{ value: 'at-most', label: 'at most' },
						]}
					/>
					<TextField
						{...getInputProps(fields.value, { type: 'text' })}
						inputMode="decimal"
						label="Value"
						hint="A share in percent."
						errors={fields.value.errors}
					/>
					<TextField
						{...getInputProps(fields.periods, { type: 'number' })}
						min={1}
						max={mostPeriods}
						label="Periods in a row"
						errors={fields.periods.errors}
					/>
				</div>
			</div>
		</fieldset>
	)
}
