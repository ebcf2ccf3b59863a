import { Link } from 'react-router'
import type { ReopenedParticipant } from '#app/data/get-correction.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import type { CorrectionsPage } from './read-page.server.ts'
import { progressText } from './words.ts'

/** Who is reopened, why, and how far each is. */
export function ReopenedTable({ page }: { page: CorrectionsPage }) {
	return (
		<DataTable
			caption="Reopened"
			columns={columnsOf(page)}
			rows={page.people}
			rowId={({ participantId }) => participantId}
			locale={page.locale}
			paging={page.paging}
			noun={{ one: 'person', other: 'people' }}
			empty={
				<EmptyState
					title="Nobody is reopened"
					action={
						<ButtonLink to={`/a/${page.slug}/cycles/${page.cycle.id}?view=people`}>
							Choose a person
						</ButtonLink>
					}
				>
					To reopen one person, open their check-in from the cycle’s list of people, then ‘Reopen’.
				</EmptyState>
			}
		/>
	)
}

function columnsOf({ slug, locale, timeZone }: CorrectionsPage): DataColumn<ReopenedParticipant>[] {
	return [
		{
			id: 'name',
			header: 'Person',
			cell: ({ participantId, name }) => (
				<Link to={`/a/${slug}/check-ins/${participantId}/agreement`} className="link">
					<bdi>{name}</bdi>
				</Link>
			),
		},
		{ id: 'team', header: 'Team', cell: ({ teamName }) => (teamName === null ? '–' : <bdi>{teamName}</bdi>) },
		{
			id: 'manager',
			header: 'Manager',
			cell: ({ managerName }) => (managerName === null ? '–' : <bdi>{managerName}</bdi>),
		},
		{
			id: 'reason',
			header: 'Why',
			cell: ({ reason, reopenedAt }) => (
				<span className="flex flex-col">
					<LongText>{reason}</LongText>
					<span className="text-xs text-muted">{formatDate(reopenedAt, locale, timeZone)}</span>
				</span>
			),
		},
		{
			id: 'standing',
			header: 'Since then',
			cell: ({ standing, isChanged }) => (
				<span className="flex flex-col items-start gap-1">
					<Badge tone={standing === 'agreed' ? 'accent' : 'outline'}>{progressText(standing)}</Badge>
					{isChanged && <span className="text-xs text-muted">Result differs</span>}
				</span>
			),
		},
	]
}
