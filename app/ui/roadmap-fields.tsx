import type { FieldMetadata } from '@conform-to/react'
import { getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react'
import { PersonField } from './member-fields.tsx'
import { SelectField, TextAreaField, TextField } from './text-field.tsx'

type Option = { value: string; label: string }
type Props = {
	fields: Record<
		'name' | 'startLevel' | 'targetLevel' | 'owner' | 'sponsors',
		FieldMetadata<string | undefined>
	>
	levels: { start: readonly Option[]; target: readonly Option[] }
	/** What the levels are of: a screen always names the lens. */
	lensName: string
	/** Where the plan starts from, as it is known. */
	startHint?: string | undefined
	/** Offered while typing; any e-mail, id or name may be typed. */
	people: readonly string[]
}

/** What a plan is called, where it leads and who stands for it. */
export function RoadmapFields({ fields, levels, lensName, startHint, people }: Props) {
	return (
		<>
			<TextField
				{...getInputProps(fields.name, { type: 'text' })}
				label="Name"
				errors={fields.name.errors}
				maxLength={200}
				autoComplete="off"
			/>
			<fieldset className="flex flex-col gap-4">
				<legend className="mb-2 text-sm font-medium">{lensName}</legend>
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<SelectField
						{...getSelectProps(fields.startLevel)}
						label="From"
						hint={startHint}
						errors={fields.startLevel.errors}
						options={levels.start}
					/>
					<SelectField
						{...getSelectProps(fields.targetLevel)}
						label="To"
						errors={fields.targetLevel.errors}
						options={levels.target}
					/>
				</div>
			</fieldset>
			<PersonField
				field={fields.owner}
				label="Owner"
				hint="Who keeps the plan going: e-mail, employee id or full name."
				names={people}
			/>
			<TextAreaField
				{...getTextareaProps(fields.sponsors)}
				label="Sponsors"
				optional
				hint="One a line: e-mail, employee id or full name. They close the phases and approve the notes of outcomes."
				errors={fields.sponsors.errors}
				rows={3}
			/>
		</>
	)
}
