import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import { VirtualTable } from '#app/ui/virtual-table.tsx'
import { columnsOf } from './columns.tsx'
import type { GroupPage } from './read-page.server.ts'

const filterNames = ['q', 'rater', 'team', 'family', 'show', 'person'] as const

/** The people of a group, those first who stand out. */
export function PeopleTable({ page }: { page: GroupPage }) {
	const { slug, rows, locale, paging, search } = page
	const { phase } = page.group
	const { search: query } = useLocation()
	const columns = useMemo(
		() =>
			columnsOf(
				{ slug, locale, phase },
				(participantId) => `${changeSearch(query, { person: participantId })}#change`,
			),
		[slug, locale, phase, query],
	)
	return (
		<VirtualTable
			caption="People of the group"
			columns={columns}
			rows={rows}
			rowId={({ participantId }) => participantId}
			locale={locale}
			sort={{ sort: search.sort, order: search.order }}
			paging={paging}
			noun={{ one: 'person', other: 'people' }}
			filter={<Filter page={page} />}
			empty={<EmptyState title="Nobody matches">Clear the filter to see everybody.</EmptyState>}
		/>
	)
}

function Filter({ page: { search, options, exportHref } }: { page: GroupPage }) {
	const { search: query } = useLocation()
	const all = { value: '', label: 'All' }
	return (
		<FilterForm
			names={filterNames}
			label="Filter people"
			actions={
				<>
					{search.sort !== 'outlier' && (
						<ButtonLink to={changeSearch(query, { sort: null, order: null, page: null })} size="small">
							Those first who stand out
						</ButtonLink>
					)}
					<ExportLinks links={exportLinks(exportHref)} size="small" />
				</>
			}
		>
			<TextField
				name="q"
				type="search"
				label="Person"
				controlSize="small"
				defaultValue={search.q}
				maxLength={200}
			/>
			<SelectField
				name="show"
				label="Show"
				controlSize="small"
				defaultValue={search.show ?? ''}
				options={[
					{ value: '', label: 'Everybody' },
					{ value: 'outliers', label: 'Who stands out' },
					{ value: 'no-result', label: 'Without a result' },
					{ value: 'changed', label: 'Changed here' },
				]}
			/>
			<SelectField
				name="rater"
				label="Rater"
				controlSize="small"
				defaultValue={search.rater ?? ''}
				options={[all, ...options.raters]}
			/>
			<SelectField
				name="team"
				label="Team"
				controlSize="small"
				defaultValue={search.team ?? ''}
				options={[all, ...options.teams]}
			/>
			<SelectField
				name="family"
				label="Role family"
				controlSize="small"
				defaultValue={search.family ?? ''}
				options={[all, ...options.families]}
			/>
		</FilterForm>
	)
}
