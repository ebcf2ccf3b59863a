import { useMemo } from 'react'
import { Download } from 'lucide-react'
import { Link } from 'react-router'
import { itemKinds, itemStates } from '#app/domain/roadmap/item.ts'
import { isOverdue } from '#app/domain/roadmap/plan-items.ts'
import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { BoardItem, PlanPage } from './read-page.server.ts'

function columnsOf({ plan, root, locale, today }: PlanPage): DataColumn<BoardItem>[] {
	return [
		{
			...{ id: 'text', header: 'Item', sort: true },
			cell: ({ id, text }) => (
				<Link to={`${root}/${plan.id}/items/${id}`} className="link">
					<LongText>{text}</LongText>
				</Link>
			),
		},
		{
			...{ id: 'phase', header: 'Phase', sort: true },
			cell: ({ phase }) => <bdi>{plan.phases.find(({ key }) => key === phase)?.name}</bdi>,
		},
		{ ...{ id: 'kind', header: 'Kind', sort: true }, cell: ({ kind }) => itemKindNames[kind] },
		{
			...{ id: 'state', header: 'State', sort: true },
			cell: (item) => (
				<span className="flex flex-wrap items-center gap-1.5">
					{itemStateNames[item.state]}
					{isOverdue(item, today) && <Badge tone="late">Overdue</Badge>}
				</span>
			),
		},
		{
			...{ id: 'owner', header: 'Owner', sort: true },
			cell: ({ ownerName, ownerHasLeft }) =>
				ownerName && (
					<span>
						<LongText>{ownerName}</LongText>
						{ownerHasLeft && <span className="text-muted"> (has left)</span>}
					</span>
				),
		},
		{
			...{ id: 'dueOn', header: 'Due', sort: true, nowrap: true },
			cell: ({ dueOn }) => dueOn && formatDate(dueOn, locale, 'UTC'),
		},
		{
			...{ id: 'weight', header: 'Weight', sort: true, align: 'end', phone: 'hide' },
			cell: ({ weight }) => formatNumber(weight, locale),
		},
		{
			...{ id: 'evidence', header: 'Evidence', align: 'end', phone: 'hide' },
			cell: ({ evidence }) => formatNumber(evidence, locale),
		},
	]
}

/** The items of the plan as a table, filtered and sorted by the URL. */
export function ItemsTable({ page }: { page: PlanPage }) {
	const { plan, listed, filter, sort, locale, csvHref } = page
	const columns = useMemo(() => columnsOf(page), [page])
	const byId = new Map(plan.items.map((item) => [item.id, item]))
	return (
		<DataTable
			caption="Items of the plan"
			columns={columns}
			rows={listed.flatMap((id) => byId.get(id) ?? [])}
			rowId={({ id }) => id}
			locale={locale}
			sort={sort}
			noun={{ one: 'item', other: 'items' }}
			filter={
				<FilterForm
					names={['q', 'phase', 'kind', 'state']}
					actions={
						<ButtonLink to={csvHref} size="small" icon={Download} reloadDocument>
							CSV
						</ButtonLink>
					}
				>
					<TextField
						name="q"
						type="search"
						label="Search"
						placeholder="Item or owner"
						defaultValue={filter.q}
						maxLength={200}
						controlSize="small"
					/>
					<SelectField
						name="phase"
						label="Phase"
						defaultValue={filter.phase}
						controlSize="small"
						options={[
							{ value: '', label: 'All phases' },
							...plan.phases.map(({ key, name }) => ({ value: key, label: name })),
						]}
					/>
					<SelectField
						name="kind"
						label="Kind"
						defaultValue={filter.kind}
						controlSize="small"
						options={[
							{ value: '', label: 'All kinds' },
							...itemKinds.map((kind) => ({ value: kind, label: itemKindNames[kind] })),
						]}
					/>
					<SelectField
						name="state"
						label="State"
						defaultValue={filter.state}
						controlSize="small"
						options={[
							{ value: '', label: 'All states' },
							{ value: 'open', label: 'Open' },
							{ value: 'overdue', label: 'Overdue' },
							...itemStates.map((state) => ({ value: state, label: itemStateNames[state] })),
						]}
					/>
				</FilterForm>
			}
			empty={
				<EmptyState title="No item matches" headingLevel={3}>
					<p>Change the filter, or clear it to see all of them.</p>
				</EmptyState>
			}
		/>
	)
}
