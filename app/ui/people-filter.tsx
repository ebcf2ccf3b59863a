import { SelectField, TextField } from './text-field.tsx'

type Props = {
	values: { q: string; team: string; family: string }
	families: readonly { key: string; name: string }[]
	teams: readonly { id: string; path: string }[]
}

/** The controls that say which people, for the inside of a FilterForm with `peopleFilterNames`. */
export function PeopleFilter({ values, families, teams }: Props) {
	return (
		<>
			<TextField
				name="q"
				type="search"
				label="Search"
				placeholder="Name, e-mail, id, title"
				defaultValue={values.q}
				maxLength={200}
				controlSize="small"
			/>
			<SelectField
				name="team"
				label="Team"
				defaultValue={values.team}
				controlSize="small"
				options={[
					{ value: '', label: 'All teams' },
					{ value: 'none', label: 'In no team' },
					...teams.map(({ id, path }) => ({ value: id, label: path })),
				]}
			/>
			<SelectField
				name="family"
				label="Family"
				defaultValue={values.family}
				controlSize="small"
				options={[
					{ value: '', label: 'All families' },
					{ value: 'none', label: 'Not assessed' },
					...families.map(({ key, name }) => ({ value: key, label: name })),
				]}
			/>
		</>
	)
}

export const peopleFilterNames = ['q', 'team', 'family'] as const
