import type { FieldMetadata } from '@conform-to/react'
import { getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react'
import { SelectField, TextAreaField, TextField } from './text-field.tsx'

type Text = FieldMetadata<string | undefined>

type Props = {
	fields: Record<
		| 'name'
		| 'email'
		| 'externalId'
		| 'jobTitle'
		| 'familyKey'
		| 'teamId'
		| 'manager'
		| 'startedOn'
		| 'leftOn'
		| 'attributes',
		Text
	>
	families: readonly { key: string; name: string }[]
	teams: readonly { id: string; path: string }[]
	/** Names to pick a manager from; any e-mail, id or name may be typed. */
	managers: readonly string[]
}

/** Everything of a member's record that can be typed. */
export function MemberFields({ fields, families, teams, managers }: Props) {
	return (
		<>
			<TextField
				{...getInputProps(fields.name, { type: 'text' })}
				label="Name"
				errors={fields.name.errors}
				autoComplete="off"
			/>
			<TextField
				{...getInputProps(fields.email, { type: 'text' })}
				label="E-mail"
				optional
				hint="Needed for an invitation. Imports recognise people by it where there is no id."
				errors={fields.email.errors}
				inputMode="email"
				autoComplete="off"
			/>
			<TextField
				{...getInputProps(fields.externalId, { type: 'text' })}
				label="Employee id"
				optional
				hint="As your HR system has it. Imports recognise people by it."
				errors={fields.externalId.errors}
				autoComplete="off"
			/>
			<TextField
				{...getInputProps(fields.jobTitle, { type: 'text' })}
				label="Job title"
				optional
				errors={fields.jobTitle.errors}
				autoComplete="off"
			/>
			<SelectField
				{...getSelectProps(fields.familyKey)}
				label="Role family"
				hint="Decides which questions a check-in asks. Who is in none is not assessed."
				errors={fields.familyKey.errors}
				options={[
					{ value: '', label: 'Not assessed' },
					...families.map(({ key, name }) => ({ value: key, label: name })),
				]}
			/>
			<SelectField
				{...getSelectProps(fields.teamId)}
				label="Team"
				errors={fields.teamId.errors}
				options={[
					{ value: '', label: 'In no team' },
					...teams.map(({ id, path }) => ({ value: id, label: path })),
				]}
			/>
			<PersonField
				field={fields.manager}
				label="Manager"
				hint="E-mail, employee id or full name. All owners and HR get a mail when somebody gets another manager, or moves to a team that others lead."
				names={managers}
			/>
			<TextField
				{...getInputProps(fields.startedOn, { type: 'date' })}
				label="First day"
				optional
				errors={fields.startedOn.errors}
			/>
			<TextField
				{...getInputProps(fields.leftOn, { type: 'date' })}
				label="Last day"
				optional
				hint="From this day on the person counts as left. Cycles that are published keep them."
				errors={fields.leftOn.errors}
			/>
			<TextAreaField
				{...getTextareaProps(fields.attributes)}
				label="Own attributes"
				optional
				hint="One a line, such as Location: Porto."
				errors={fields.attributes.errors}
				rows={3}
			/>
		</>
	)
}

/** A person by e-mail, id or name, with names offered while typing. */
export function PersonField({
	field,
	label,
	hint,
	names,
}: {
	field: Text
	label: string
	hint: string
	names: readonly string[]
}) {
	const list = `${field.id}-names`
	return (
		<>
			<TextField
				{...getInputProps(field, { type: 'text' })}
				label={label}
				optional
				hint={hint}
				errors={field.errors}
				list={list}
				autoComplete="off"
			/>
			<datalist id={list}>
				{names.map((name) => (
					<option key={name} value={name} />
				))}
			</datalist>
		</>
	)
}
