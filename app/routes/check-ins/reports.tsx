import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { CheckInStage } from '#app/domain/check-in/rater.ts'
import { checkInStages } from '#app/domain/check-in/rater.ts'
import type { ReportMark } from '#app/domain/check-in/report-mark.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { Badge, StateBadge } from '#app/ui/badge.tsx'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { reviewItem } from '#app/ui/keyboard/review-list.ts'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatChange, formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
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
	closed: 'Closed, not both in',
	agreed: 'Agreed',
}

const markNames: Record<ReportMark, string> = {
	late: 'Late, you or they',
	sent: 'Sent since you looked',
	changed: 'Changed since last time',
}

type ReportRow = CheckInsPage['reports']['items'][number]

/** Where to go for a check-in: to answer it, or to what became of it. */
export function CheckInLink({ item, children }: { item: ReportRow; children: React.ReactNode }) {
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

const columnsFor = (locale: string, timeZone: string): DataColumn<ReportRow>[] => [
	{
		id: 'name',
		header: 'Name',
		sort: true,
		cell: (item) => (
			<span className="flex flex-col">
				<CheckInLink item={item}>
					<bdi>{item.memberName}</bdi>
				</CheckInLink>
				{item.standsInFor && (
					<span className="text-xs text-muted">
						you stand in for <bdi>{item.standsInFor}</bdi>
					</span>
				)}
			</span>
		),
	},
	{
		id: 'team',
		header: 'Team',
		sort: true,
		cell: ({ teamName }) => <LongText>{teamName ?? '–'}</LongText>,
		phone: 'hide',
	},
	{ id: 'stage', header: 'You', sort: true, cell: ({ stage, late }) => <Stage {...{ stage, late }} /> },
	{
		id: 'due',
		header: 'Due',
		nowrap: true,
		cell: ({ stage, dueOn }) =>
			stage === 'agreed' || stage === 'closed' || stage === 'alone'
				? null
				: formatDate(dueOn, locale, timeZone),
	},
	{
		id: 'them',
		header: 'Them',
		cell: ({ stage, otherSent, otherCan, theirsLate, theirsDueOn }) =>
			otherSent ? (
				'Sent'
			) : !otherCan ? (
				<span className="text-muted">No user account</span>
			) : stage === 'closed' ? (
				'Not sent'
			) : theirsLate ? (
				<StateBadge state="late">Late, due {formatDate(theirsDueOn, locale, timeZone)}</StateBadge>
			) : (
				<span className="flex flex-col whitespace-nowrap max-md:items-end">
					Not sent yet
					<span className="text-xs text-muted">due {formatDate(theirsDueOn, locale, timeZone)}</span>
				</span>
			),
	},
	{ id: 'news', header: 'What changed', cell: ({ news }) => newsOf(news, locale) },
	{
		id: 'tier',
		header: 'Agreed tier',
		nowrap: true,
		cell: ({ tier, news }) =>
			tier ? (
				<span className="flex flex-wrap items-center gap-1">
					<TierBadge halfSteps={tier} tier={formatTier(tierOf(tier), locale)} name={tierNames[tier]} />
					{news?.singleRater && <StateBadge state="single-rater" />}
				</span>
			) : null,
	},
]

function Stage({ stage, late }: Pick<ReportRow, 'stage' | 'late'>) {
	return (
		<span className="flex flex-wrap items-center gap-1">
			<CheckInStageBadge stage={stage} />
			{late && <StateBadge state="late" />}
		</span>
	)
}

/** What is new since the manager looked, and since the last published cycle. */
function newsOf(news: ReportRow['news'], locale: string) {
	const { sentSinceLook = false, moved = null, evidence = null } = news ?? {}
	if (!sentSinceLook && !moved && !evidence) return null
	return (
		<span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
			{sentSinceLook && <Badge tone="accent">Sent since you looked</Badge>}
			{moved ? (
				<span className="tabular-nums">{formatChange(tierOf(moved), locale)} since last time</span>
			) : null}
			{evidence ? (
				<span>
					Evidence for {evidence} {evidence === 1 ? 'answer' : 'answers'}
				</span>
			) : null}
		</span>
	)
}

/** The people whose manager one is in the running cycle. */
export function Reports({ page }: { page: CheckInsPage }) {
	const { reports, locale, timeZone } = page
	const columns = useMemo(() => columnsFor(locale, timeZone), [locale, timeZone])
	const { sort, order, page: number, pageSize, total, counts } = reports
	return (
		<DataTable
			caption="Your reports"
			columns={columns}
			rows={reports.items}
			rowId={({ participantId }) => participantId}
			locale={locale}
			sort={{ sort, order }}
			paging={{ page: number, pageSize, total }}
			noun={{ one: 'person', other: 'people' }}
			filter={
				<FilterForm names={['q', 'stage', 'show']}>
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
								label: `${stageNames[stage]} (${formatNumber(counts[stage], locale)})`,
							})),
						]}
					/>
					<SelectField
						name="show"
						label="Show"
						controlSize="small"
						defaultValue={reports.show ?? ''}
						options={[
							{ value: '', label: 'Everybody' },
							...reports.marked.map(({ mark, count }) => ({
								value: mark,
								label: `${markNames[mark]} (${formatNumber(count, locale)})`,
							})),
						]}
					/>
				</FilterForm>
			}
			empty={<NobodyMatches reports={reports} />}
		/>
	)
}

const nobodyTexts: Record<ReportMark, { title: string; text: string }> = {
	late: {
		title: 'Nobody is late',
		text: 'Neither you nor any of your reports. Clear the filter to see everybody.',
	},
	sent: {
		title: 'Nothing new',
		text: 'Nobody has sent since you looked. Clear the filter to see everybody.',
	},
	changed: {
		title: 'Nobody has changed so far',
		text: 'A tier is compared with the last published one once both sides are in. Clear the filter to see everybody.',
	},
}

/** Says which filter it is that leaves nobody, where it is one alone. */
function NobodyMatches({ reports: { show, stage, search } }: Pick<CheckInsPage, 'reports'>) {
	if (show === undefined || stage !== undefined || search !== '') {
		return <EmptyState title="Nobody matches">Change the filter, or clear it to see everybody.</EmptyState>
	}
	const { title, text } = nobodyTexts[show]
	return <EmptyState title={title}>{text}</EmptyState>
}
