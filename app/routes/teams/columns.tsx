import { Link } from 'react-router'
import type { ListedTeam } from '#app/data/list-teams.server.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { NumberText } from '#app/ui/format.tsx'

/** Deeper levels are not set further in: a phone would have no room left. */
const indents = ['', 'ps-5', 'ps-10', 'ps-15', 'ps-20']

export function columnsOf(root: string, locale: string, isTree: boolean): DataColumn<ListedTeam>[] {
	return [
		{
			id: 'name',
			header: 'Team',
			sort: isTree ? 'name' : true,
			cell: ({ id, name, depth, path }) => (
				<span className={`flex flex-col ${isTree ? indents[Math.min(depth, indents.length - 1)] : ''}`}>
					<Link to={`${root}/teams/${id}`} className="link">
						<bdi>{name}</bdi>
					</Link>
					{!isTree && path.length > 1 && (
						<span className="text-xs text-muted">{path.slice(0, -1).join(' / ')}</span>
					)}
				</span>
			),
		},
		{
			id: 'lead',
			header: 'Lead',
			sort: true,
			cell: ({ lead }) =>
				lead ? (
					<Link to={`${root}/people/${lead.id}`} className="link">
						<bdi>{lead.name}</bdi>
					</Link>
				) : (
					'–'
				),
		},
		{
			id: 'members',
			header: 'People',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ members }) => <NumberText value={members} locale={locale} />,
		},
		{
			id: 'membersBelow',
			header: 'With teams below',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ id, membersBelow }) => (
				<Link to={`${root}/people?team=${id}`} className="link">
					<NumberText value={membersBelow} locale={locale} />
				</Link>
			),
		},
	]
}
