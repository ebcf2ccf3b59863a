import type { FieldMetadata } from '@conform-to/react'
import { getCollectionProps, getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react'
import { Checkbox } from './checkbox.tsx'
import type { SelectOption } from './inputs.tsx'
import type { StepChoices } from './step-boxes.tsx'
import { StepBoxes } from './step-boxes.tsx'
import { SelectField, TextAreaField, TextField } from './text-field.tsx'

type TextName =
	'title' | 'description' | 'kind' | 'hours' | 'cost' | 'currency' | 'provider' | 'link' | 'capacity'

type Props = {
	fields: Record<TextName, FieldMetadata<string | undefined>> &
		Record<'familyIds' | 'steps', FieldMetadata<string[] | undefined>>
	kinds: readonly SelectOption[]
	families: readonly { id: string; name: string }[]
	steps: StepChoices
}

/** Everything that an account says of an entry of its catalogue of training. */
export function TopicFields({ fields, kinds, families, steps }: Props) {
	const text = (name: TextName) => ({
		...getInputProps(fields[name], { type: 'text' as const }),
		errors: fields[name].errors,
		autoComplete: 'off',
	})
	return (
		<>
			<TextField {...text('title')} label="Title" maxLength={200} />
			<TextAreaField
				{...getTextareaProps(fields.description)}
				label="What happens in it"
				optional
				rows={4}
				errors={fields.description.errors}
			/>
			<div className="grid gap-5 sm:grid-cols-2">
				<SelectField
					{...getSelectProps(fields.kind)}
					label="Kind"
					errors={fields.kind.errors}
					options={kinds}
				/>
				<TextField
					{...text('hours')}
					inputMode="decimal"
					label="Hours"
					hint="Of one person’s time, such as 1.5."
					optional
				/>
				<TextField {...text('cost')} inputMode="decimal" label="Cost" hint="For one person." optional />
				<TextField
					{...text('currency')}
					label="Currency"
					hint="Of the cost, such as EUR."
					optional
					maxLength={3}
				/>
				<TextField
					{...text('provider')}
					label="Provider"
					hint="A company, or who does it here."
					optional
					maxLength={200}
				/>
				<TextField
					{...text('capacity')}
					inputMode="numeric"
					label="Places"
					hint="How many can take part at once."
					optional
				/>
			</div>
			<TextField {...text('link')} inputMode="url" label="Link" optional maxLength={2000} />
			<fieldset className="flex flex-col gap-1">
				<legend className="mb-1 text-sm font-medium">Role families that it is for</legend>
				<p className="text-sm text-muted">Choose none if it is for everybody.</p>
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
			<StepBoxes field={fields.steps} choices={steps} />
		</>
	)
}
