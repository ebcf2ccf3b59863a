import type { FieldMetadata } from '@conform-to/react'
import { getInputProps, getSelectProps } from '@conform-to/react'
import { PersonField } from './member-fields.tsx'
import { SelectField, TextField } from './text-field.tsx'

type Props = {
	fields: Record<'name' | 'parentId' | 'lead', FieldMetadata<string | undefined>>
	teams: readonly { id: string; path: string }[]
	/** Names to pick a lead from; any e-mail, id or name may be typed. */
	people: readonly string[]
}

/** Everything of a team that can be typed. */
export function TeamFields({ fields, teams, people }: Props) {
	return (
		<>
			<TextField
				{...getInputProps(fields.name, { type: 'text' })}
				label="Name"
				errors={fields.name.errors}
				autoComplete="off"
			/>
			<SelectField
				{...getSelectProps(fields.parentId)}
				label="Belongs to"
				errors={fields.parentId.errors}
				options={[
					{ value: '', label: 'Nothing: it stands at the top' },
					...teams.map(({ id, path }) => ({ value: id, label: path })),
				]}
			/>
			<PersonField
				field={fields.lead}
				label="Lead"
				hint="E-mail, employee id or full name. The lead sees the results of the team and of all teams below it; all owners and HR get a mail when that changes."
				names={people}
			/>
		</>
	)
}
