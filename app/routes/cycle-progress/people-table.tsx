import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { CycleParticipant } from '#app/data/cycle-participants-sql.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { describeExemption } from '#app/domain/cycle/exemption.ts'
import { participantStandings } from '#app/domain/cycle/participant-standing.ts'
import { standingNameIn, waitingNameIn } from '#app/domain/cycle/standing-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { ProgressPageOf } from './read-page.server.ts'

const filterNames = ['search', 'standing', 'family', 'team', 'manager'] as const

/** One by one: where each stands. */
export function PeopleTable({ page }: { page: ProgressPageOf<'people'> }) {
	const { cycle, participants, families, locale, search, sort, paging } = page
	const [first] = participants
	const kept = [
		['team', 'Team', search.team, first?.teamName ?? 'In no team'],
		['manager', 'Manager’s side', search.manager, first?.delegateName ?? first?.managerName ?? 'Nobody'],
	] as const
	const columns = useMemo(() => columnsOf(cycle.phase), [cycle.phase])
	return (
		<DataTable
			caption="People"
			columns={columns}
			rows={participants}
			rowId={({ id }) => id}
			locale={locale}
			sort={sort}
			paging={paging}
			noun={{ one: 'person', other: 'people' }}
			filter={
				<FilterForm names={filterNames} label="Filter people">
					<TextField
						name="search"
						type="search"
						label="Person or manager"
						controlSize="small"
						defaultValue={search.search}
						maxLength={200}
					/>
					<SelectField
						name="standing"
						label="Where they stand"
						controlSize="small"
						defaultValue={search.standing}
						options={[
							{ value: '', label: 'Everybody' },
							{ value: 'assessed', label: 'Assessed' },
							{ value: 'unassessed', label: 'Not assessed so far' },
							{ value: 'waiting', label: waitingNameIn(cycle.phase) },
							...participantStandings.map((standing) => ({
								value: standing,
								label: standingNameIn(cycle.phase, standing),
							})),
						]}
					/>
					<SelectField
						name="family"
						label="Role family"
						controlSize="small"
						defaultValue={search.family ?? ''}
						options={[
							{ value: '', label: 'All' },
							...families.map(({ familyId, name }) => ({ value: familyId, label: name })),
						]}
					/>
					{kept.map(
						([name, label, value, text]) =>
							// Chosen by a link: there may be thousands to choose from.
							value && (
								<SelectField
									key={name}
									name={name}
									label={label}
									controlSize="small"
									defaultValue={value}
									options={[
										{ value: '', label: 'All' },
										{ value, label: first ? text : 'The chosen one' },
									]}
								/>
							),
					)}
				</FilterForm>
			}
			empty={<EmptyState title="Nobody matches">Clear the filter to see everybody.</EmptyState>}
		/>
	)
}

/** What was agreed so far, cycle by cycle: whoever follows this person may see that. */
function PersonLink({ memberId, name }: CycleParticipant) {
	const { account } = useParams()
	return (
		<Link to={`/a/${account}/people/${memberId}/progress`} className="link">
			<bdi>{name}</bdi>
		</Link>
	)
}

function columnsOf(phase: CyclePhase): DataColumn<CycleParticipant>[] {
	return [
		{ id: 'name', header: 'Person', sort: true, cell: (person) => <PersonLink {...person} /> },
		{
			id: 'team',
			header: 'Team',
			sort: true,
			cell: ({ teamName }) => teamName && <LongText>{teamName}</LongText>,
		},
		{ id: 'family', header: 'Role family', sort: true, cell: ({ familyName }) => familyName },
		{
			id: 'manager',
			header: 'Manager’s side',
			sort: true,
			cell: ({ managerName, delegateName }) =>
				(delegateName ?? managerName) && (
					<span className="flex flex-col">
						<bdi>{delegateName ?? managerName}</bdi>
						{delegateName && managerName && (
							<span className="text-xs text-muted">
								stands in for <bdi>{managerName}</bdi>
							</span>
						)}
					</span>
				),
		},
		{
			id: 'standing',
			header: 'Where they stand',
			sort: true,
			cell: ({ standing, exemption, joinedAt }) => (
				<span className="flex flex-col items-start gap-1">
					<Badge tone={standing === 'agreed' || standing === 'single-rater' ? 'accent' : 'outline'}>
						{standingNameIn(phase, standing)}
					</Badge>
					{exemption && <span className="text-xs text-muted">{describeExemption(exemption)}</span>}
					{joinedAt && <span className="text-xs text-muted">Joined late</span>}
				</span>
			),
		},
	]
}
