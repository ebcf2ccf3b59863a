import { Download } from 'lucide-react'
import type { PeopleOptions } from '#app/data/list-people-options.server.ts'
import type { MemberFilter } from '#app/data/member-filter-sql.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PeopleFilter, peopleFilterNames } from '#app/ui/people-filter.tsx'
import { SelectField } from '#app/ui/text-field.tsx'

type Props = { filter: MemberFilter; options: PeopleOptions; search: string; root: string }

export function Filter({ filter, options, search, root }: Props) {
	return (
		<FilterForm
			names={[...peopleFilterNames, 'manager', 'status']}
			actions={
				<ButtonLink to={`${root}/people.csv${search}`} size="small" icon={Download} reloadDocument>
					CSV
				</ButtonLink>
			}
		>
			<PeopleFilter
				values={{ q: filter.search ?? '', team: filter.team ?? '', family: filter.family ?? '' }}
				{...options}
			/>
			<SelectField
				name="manager"
				label="Manager"
				defaultValue={filter.manager ?? ''}
				controlSize="small"
				options={[
					{ value: '', label: 'All managers' },
					{ value: 'none', label: 'Report to nobody' },
					...options.managers.map(({ id, name }) => ({ value: id, label: name })),
				]}
			/>
			<SelectField
				name="status"
				label="Status"
				defaultValue={filter.status}
				controlSize="small"
				options={[
					{ value: 'active', label: 'Here now' },
					{ value: 'left', label: 'Left' },
					{ value: 'all', label: 'All' },
				]}
			/>
		</FilterForm>
	)
}
