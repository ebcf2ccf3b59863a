import { Link, useParams } from 'react-router'
import type { CheckInToDo } from '#app/data/list-check-ins-to-do.server.ts'
import type { CheckInStage } from '#app/domain/check-in/rater.ts'
import { checkInStages } from '#app/domain/check-in/rater.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { reviewItem } from '#app/ui/keyboard/review-list.ts'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { CheckInsPage } from './read-page.server.ts'

const stageNames: Record<CheckInStage, string> = {
	due: 'To do',
	draft: 'Draft saved',
	'to-agree': 'To agree',
	waiting: 'Sent, waiting',
	alone: 'Sent, one rater',
	agreed: 'Agreed',
}

/** Where to go for a check-in: to answer it, or to what became of it. */
export function CheckInLink({ item, children }: { item: CheckInToDo; children: React.ReactNode }) {
	const { account } = useParams()
	const open = item.stage === 'due' || item.stage === 'draft'
	return (
		<Link
			to={`/a/${account}/check-ins/${item.participantId}${open ? '' : '/agreement'}`}
			className="link"
			{...reviewItem}
		>
			{children}
		</Link>
	)
}

const columnsFor = (locale: string): DataColumn<CheckInToDo>[] => [
	{
		id: 'name',
		header: 'Name',
		sort: true,
		cell: (item) => (
			<CheckInLink item={item}>
				<bdi>{item.memberName}</bdi>
			</CheckInLink>
		),
	},
	{
		id: 'team',
		header: 'Team',
		sort: true,
		cell: ({ teamName }) => <LongText>{teamName ?? '–'}</LongText>,
		phone: 'hide',
	},
	{ id: 'stage', header: 'You', sort: true, cell: ({ stage }) => <CheckInStageBadge stage={stage} /> },
	{
		id: 'them',
		header: 'Them',
		cell: ({ otherSent, otherCan }) =>
			otherSent ? 'Sent' : otherCan ? 'Not sent yet' : <span className="text-muted">No user account</span>,
	},
	{
		id: 'tier',
		header: 'Agreed tier',
		cell: ({ tier }) =>
			tier ? (
				<TierBadge halfSteps={tier} tier={formatTier(tierOf(tier), locale)} name={tierNames[tier]} />
			) : (
				<span className="text-muted">–</span>
			),
	},
]

/** The people whose manager one is in the running cycle. */
export function Reports({ page }: { page: CheckInsPage }) {
	const { reports, locale } = page
	const { sort, order, page: number, pageSize, total, counts } = reports
	return (
		<DataTable
			caption="Your reports"
			columns={columnsFor(locale)}
			rows={reports.items}
			rowId={({ participantId }) => participantId}
			locale={locale}
			sort={{ sort, order }}
			paging={{ page: number, pageSize, total }}
			noun={{ one: 'person', other: 'people' }}
			filter={
				<FilterForm names={['q', 'stage']}>
					<TextField name="q" label="Name" controlSize="small" type="search" defaultValue={reports.search} />
					<SelectField
						name="stage"
						label="State"
						controlSize="small"
						defaultValue={reports.stage ?? ''}
						options={[
							{ value: '', label: 'All' },
							...checkInStages.map((stage) => ({
								value: stage,
								label: `${stageNames[stage]} (${counts[stage]})`,
							})),
						]}
					/>
				</FilterForm>
			}
			empty={
				<EmptyState title="Nobody matches">Change the name or the state, or clear the filter.</EmptyState>
			}
		/>
	)
}
