import type { FieldMetadata } from '@conform-to/react'
import { getCollectionProps, getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react'
import { Checkbox } from './checkbox.tsx'
import type { SelectOption } from './inputs.tsx'
import { SelectField, TextAreaField, TextField } from './text-field.tsx'

type Meaning = 'unit' | 'currency' | 'aggregation' | 'weightName'

type Props = {
	fields: Record<'name' | 'description' | 'direction' | Meaning, FieldMetadata<string | undefined>> & {
		familyIds: FieldMetadata<string[] | undefined>
	}
	options: Record<'unit' | 'direction' | 'aggregation', readonly SelectOption[]>
	families: readonly { id: string; name: string }[]
	/** What a value means stays while there are any: shown as words, sent as it is. */
	locked: boolean
}

/** Everything that an account says of a metric of its own. */
export function MetricFields({ fields, options, families, locked }: Props) {
	return (
		<>
			<TextField
				{...getInputProps(fields.name, { type: 'text' })}
				label="Name"
				errors={fields.name.errors}
				maxLength={200}
				autoComplete="off"
			/>
			<TextAreaField
				{...getTextareaProps(fields.description)}
				label="What it measures"
				optional
				rows={3}
				errors={fields.description.errors}
			/>
			{locked ? (
				<>
					{(['unit', 'currency', 'aggregation', 'weightName'] as const).map((name) => (
						<input
							key={name}
							type="hidden"
							name={fields[name].name}
							defaultValue={fields[name].initialValue ?? ''}
						/>
					))}
					<p className="text-sm text-muted">
						Unit and how values add up stay while there are values: a figure that was read means the same
						later.
					</p>
				</>
			) : (
				<MeaningFields fields={fields} options={options} />
			)}
			<SelectField
				{...getSelectProps(fields.direction)}
				label="What is better"
				errors={fields.direction.errors}
				options={options.direction}
			/>
			<fieldset className="flex flex-col gap-1">
				<legend className="mb-1 text-sm font-medium">Whose work it measures</legend>
				{getCollectionProps(fields.familyIds, {
					type: 'checkbox',
					options: families.map(({ id }) => id),
				}).map((box, index) => (
					<Checkbox
						key={box.id}
						name={box.name ?? ''}
						id={box.id}
						value={box.value}
						defaultChecked={box.defaultChecked}
						label={families[index]?.name ?? ''}
					/>
				))}
			</fieldset>
		</>
	)
}

function MeaningFields({ fields, options }: Pick<Props, 'fields' | 'options'>) {
	return (
		<>
			<div className="grid gap-5 sm:grid-cols-2">
				<SelectField
					{...getSelectProps(fields.unit)}
					label="Unit"
					errors={fields.unit.errors}
					options={options.unit}
				/>
				<TextField
					{...getInputProps(fields.currency, { type: 'text' })}
					label="Currency"
					hint="Of money only, such as EUR."
					optional
					maxLength={3}
					errors={fields.currency.errors}
				/>
			</div>
			<SelectField
				{...getSelectProps(fields.aggregation)}
				label="How values add up"
				hint="Over people, teams and time. It cannot be changed once there are values."
				errors={fields.aggregation.errors}
				options={options.aggregation}
			/>
			<TextField
				{...getInputProps(fields.weightName, { type: 'text' })}
				label="Weighed by or divided by"
				hint="Of a weighted mean and a ratio only, such as Stories shipped. It stands in a column of its own in files."
				optional
				maxLength={80}
				errors={fields.weightName.errors}
			/>
		</>
	)
}
