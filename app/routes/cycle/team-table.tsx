import { useMemo } from 'react'
import { Link } from 'react-router'
import { progressColumns } from '#app/charts/progress-columns.tsx'
import type { GroupProgress } from '#app/data/list-group-progress.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { PageOf } from './read-page.server.ts'

/** Progress by team: the people directly in each, so that everybody is in one row. */
export function TeamTable({ page }: { page: PageOf<'teams'> }) {
	const { teams, locale, cycle, filter, sort, paging, exportHref } = page
	const columns = useMemo(() => columnsOf(locale, cycle.phase), [locale, cycle.phase])
	return (
		<div className="flex flex-col gap-3">
			<p className="max-w-prose text-sm text-muted">
				Each row counts the people directly in the team, without the teams below it. Teams as they were when
				the cycle opened.
			</p>
			<DataTable
				caption="Progress by team"
				columns={columns}
				rows={teams}
				rowId={({ id }) => id ?? 'none'}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'team', other: 'teams' }}
				filter={
					<FilterForm
						names={['search']}
						label="Filter teams"
						actions={<ExportLinks links={exportLinks(exportHref)} size="small" />}
					>
						<TextField
							name="search"
							type="search"
							label="Team"
							controlSize="small"
							defaultValue={filter.search}
							maxLength={200}
						/>
					</FilterForm>
				}
				empty={<EmptyState title="No team matches">Clear the filter to see all of them.</EmptyState>}
			/>
		</div>
	)
}

function columnsOf(locale: string, phase: CyclePhase): DataColumn<GroupProgress>[] {
	return [
		{
			id: 'name',
			header: 'Team',
			sort: true,
			cell: ({ id, name, parentName, leadName }) => (
				<span className="flex flex-col">
					<Link to={`?view=people&team=${id ?? 'none'}`} className="link">
						{name === null ? 'In no team' : <bdi>{name}</bdi>}
					</Link>
					{(parentName ?? leadName) && (
						<span className="text-xs text-muted">
							{[parentName && `in ${parentName}`, leadName && `led by ${leadName}`]
								.filter(Boolean)
								.join(', ')}
						</span>
					)}
				</span>
			),
		},
		...progressColumns<GroupProgress>(locale, { phase, sortable: ['eligible', 'assessed', 'open'] }),
	]
}
