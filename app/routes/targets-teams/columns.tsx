import { Link } from 'react-router'
import type { TeamTarget } from '#app/data/targets/list-team-targets.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { peopleText } from '#app/lib/people-text.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatTarget, NumberText } from '#app/ui/format.tsx'

/** Deeper levels are not set further in: a phone would have no room left. */
const indents = ['', 'ps-5', 'ps-10', 'ps-15', 'ps-20']

export function columnsOf({
	root,
	locale,
	timeZone,
	isTree,
}: {
	root: string
	locale: string
	timeZone: string
	isTree: boolean
}): DataColumn<TeamTarget>[] {
	return [
		{
			id: 'name',
			header: 'Team',
			cell: ({ id, name, depth, path }) => (
				<span className={`flex flex-col ${isTree ? indents[Math.min(depth, indents.length - 1)] : ''}`}>
					<Link to={`${root}/${id}`} className="link">
						<bdi>{name}</bdi>
					</Link>
					{!isTree && path.length > 1 && (
						<span className="text-xs text-muted">{path.slice(0, -1).join(' / ')}</span>
					)}
				</span>
			),
		},
		{
			id: 'target',
			header: 'Target',
			cell: ({ held }) =>
				held ? (
					<span className={held.isOwn ? 'font-medium' : undefined}>
						{formatTarget({ tier: tierOf(held.halfSteps), dueOn: held.dueOn }, locale, timeZone)}
					</span>
				) : (
					<span className="text-muted">each family’s</span>
				),
		},
		{
			id: 'from',
			header: 'Where it comes from',
			cell: ({ held, people }) =>
				held === null ? null : held.isOwn ? (
					`its own, for ${peopleText(people, locale)}`
				) : (
					<span className="text-muted">
						inherited from <bdi>{held.teamName}</bdi>
					</span>
				),
		},
		{
			id: 'people',
			header: 'People, with teams below',
			align: 'end',
			cell: ({ membersBelow }) => <NumberText value={membersBelow} locale={locale} />,
		},
	]
}
