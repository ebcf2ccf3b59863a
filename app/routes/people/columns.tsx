import { Link } from 'react-router'
import type { ListedMember } from '#app/data/list-members.server.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { LongText } from '#app/ui/long-text.tsx'

/** @param opensProgress whether the reader sees everybody's results */
export function columnsOf(root: string, opensProgress: boolean): DataColumn<ListedMember>[] {
	return [
		{
			id: 'name',
			header: 'Name',
			sort: true,
			cell: ({ id, name, hasLeft }) => (
				<span className="flex flex-wrap items-center gap-2">
					<Link to={`${root}/people/${id}`} className="link">
						<LongText>{name}</LongText>
					</Link>
					{hasLeft && <StateBadge state="left" />}
				</span>
			),
		},
		{ id: 'email', header: 'E-mail', sort: true, cell: ({ email }) => email ?? '–' },
		{
			id: 'jobTitle',
			header: 'Title',
			sort: true,
			cell: ({ jobTitle }) => (jobTitle ? <LongText>{jobTitle}</LongText> : '–'),
		},
		{ id: 'family', header: 'Family', sort: true, cell: ({ family }) => family ?? 'Not assessed' },
		{
			id: 'team',
			header: 'Team',
			sort: true,
			cell: ({ teamPath }) =>
				teamPath ? (
					<span title={teamPath.join(' / ')}>
						<LongText>{teamPath.at(-1) ?? ''}</LongText>
					</span>
				) : (
					'–'
				),
		},
		{
			id: 'manager',
			header: 'Manager',
			sort: true,
			cell: ({ manager }) =>
				manager ? (
					<Link to={`${root}/people/${manager.id}`} className="link">
						<LongText>{manager.name}</LongText>
					</Link>
				) : (
					'–'
				),
		},
		...(opensProgress ? [progressColumn(root)] : []),
	]
}

const progressColumn = (root: string): DataColumn<ListedMember> => ({
	id: 'progress',
	header: 'Check-ins',
	cell: ({ id, name }) => (
		<Link to={`${root}/people/${id}/progress`} className="link">
			Progress<span className="sr-only"> of {name}</span>
		</Link>
	),
})
