import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import type { AssignmentState } from '#app/domain/training-assignment/assignment.ts'
import { assignmentStateNames, assignmentStates } from '#app/domain/training-assignment/assignment.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { TopicPage } from './read-page.server.ts'

/** How many have the topic, of those whom the reader sees. */
export function TakenPanel({ page }: { page: TopicPage }) {
	const { taken, topic, gives, assignmentsHref, locale } = page
	if (!taken) return null
	const open = taken.planned + taken.in_progress
	const states = assignmentStates.filter((state) => taken[state] > 0)
	const href = (state: AssignmentState) => `${assignmentsHref}?topic=${topic.id}&state=${state}`
	return (
		<Panel
			title="Who has it"
			actions={
				gives && (
					<ButtonLink to={`${assignmentsHref}/new?topic=${topic.id}`} size="small" icon={Plus}>
						Assign
					</ButtonLink>
				)
			}
		>
			<div className="flex flex-col gap-2 text-sm">
				{states.length === 0 ? (
					<p className="text-muted">Nobody whom you see yet.</p>
				) : (
					<ul className="flex flex-wrap gap-x-4 gap-y-1">
						{states.map((state) => (
							<li key={state}>
								<Link to={href(state)} className="link">
									{assignmentStateNames[state]}: {formatNumber(taken[state], locale)}
								</Link>
							</li>
						))}
					</ul>
				)}
				{topic.capacity !== null && open > topic.capacity && (
					<p>
						More than its places: {formatNumber(open, locale)} have it to finish, and it takes{' '}
						{formatNumber(topic.capacity, locale)} at once.
					</p>
				)}
			</div>
		</Panel>
	)
}
