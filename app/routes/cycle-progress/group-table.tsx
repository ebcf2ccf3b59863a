import { useMemo } from 'react'
import { Link } from 'react-router'
import { progressColumns } from '#app/charts/progress-columns.tsx'
import type { GroupProgress } from '#app/data/list-group-progress.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { ProgressPageOf } from './read-page.server.ts'

type View = ProgressPageOf<'groups'>['view']

const words: Record<
	View,
	{ name: string; one: string; other: string; filter: string; none: string; text: string }
> = {
	managers: {
		...{ name: 'Manager', one: 'manager', other: 'managers', filter: 'manager', none: 'Nobody' },
		text: 'Whoever gives the manager’s side: the manager as the cycle has them, or who stands in.',
	},
	teams: {
		...{ name: 'Team', one: 'team', other: 'teams', filter: 'team', none: 'In no team' },
		text: 'Each row counts the people directly in the team, without the teams below it. Teams as the cycle has them.',
	},
	families: {
		...{ name: 'Role family', one: 'role family', other: 'role families', filter: 'family', none: '–' },
		text: 'Families as the cycle has them. This says how far the check-ins are, and compares no tiers.',
	},
}

/** Progress by manager, team or role family, each person in one row. */
export function GroupTable({ page }: { page: ProgressPageOf<'groups'> }) {
	const { view, groups, locale, cycle, search, sort, paging } = page
	const columns = useMemo(() => columnsOf(view, locale, cycle.phase), [view, locale, cycle.phase])
	const { name, one, other, text } = words[view]
	return (
		<div className="flex flex-col gap-3">
			<p className="max-w-prose text-sm text-muted">{text}</p>
			<DataTable
				caption={`Progress by ${one}`}
				columns={columns}
				rows={groups}
				rowId={({ id }) => id ?? 'none'}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one, other }}
				filter={
					<FilterForm names={['search']} label={`Filter ${other}`}>
						<TextField
							name="search"
							type="search"
							label={name}
							controlSize="small"
							defaultValue={search.search}
							maxLength={200}
						/>
					</FilterForm>
				}
				empty={<EmptyState title={`No ${one} matches`}>Clear the filter to see all of them.</EmptyState>}
			/>
		</div>
	)
}

function columnsOf(view: View, locale: string, phase: CyclePhase): DataColumn<GroupProgress>[] {
	const { name: header, filter, none } = words[view]
	return [
		{
			id: 'name',
			header,
			sort: true,
			cell: ({ id, name, parentName, leadName, standsInFor }) => {
				const notes = [
					parentName && `in ${parentName}`,
					leadName && `led by ${leadName}`,
					standsInFor > 0 && `stands in for the manager of ${formatNumber(standsInFor, locale)}`,
				].filter(Boolean)
				return (
					<span className="flex flex-col">
						<Link to={`?view=people&${filter}=${id ?? 'none'}`} className="link">
							{name === null ? none : <bdi>{name}</bdi>}
						</Link>
						{notes.length > 0 && <span className="text-xs text-muted">{notes.join(', ')}</span>}
					</span>
				)
			},
		},
		...progressColumns<GroupProgress>(locale, { phase, sortable: ['eligible', 'assessed', 'open'] }),
	]
}
