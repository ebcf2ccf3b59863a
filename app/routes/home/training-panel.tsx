import { Link } from 'react-router'
import { assignmentStateNames } from '#app/domain/training-assignment/assignment.ts'
import { AssignmentActions } from '#app/ui/assignment-actions.tsx'
import { AssignmentState } from '#app/ui/assignment-state.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** The reader's own training, and what is late of those whom they see. */
export function TrainingPanel({ page }: { page: HomePage }) {
	const { training, slug, locale, timeZone } = page
	if (!training) return null
	const { own, ownTotal, others } = training
	const root = `/a/${slug}/training-assignments`
	const more = ownTotal - own.length
	return (
		<Panel title="Training" footer={<ButtonLink to={root}>Training assignments</ButtonLink>}>
			<div className="flex flex-col gap-4 text-sm">
				{own.length > 0 && (
					<ul className="flex flex-col gap-3">
						{own.map(({ id, topicTitle, state, dueOn, version, isOverdue }) => (
							<li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
								<Link to={`${root}/${id}`} className="link">
									<bdi>{topicTitle}</bdi>
								</Link>
								<AssignmentState {...{ state, isOverdue }} name={assignmentStateNames[state]} />
								{dueOn && <span className="text-muted">by {formatDate(dueOn, locale, timeZone)}</span>}
								<AssignmentActions
									{...{ action: root, assignmentId: id, version, state, title: topicTitle }}
									back={`/a/${slug}`}
								/>
							</li>
						))}
						{more > 0 && <li className="text-muted">and {formatNumber(more, locale)} more</li>}
					</ul>
				)}
				{others && others.open > 0 && (
					<p>
						{others.isAll ? 'In the company' : 'Of your reports'}, {formatNumber(others.open, locale)}{' '}
						{others.open === 1 ? 'assignment is' : 'assignments are'} not finished,{' '}
						{others.overdue > 0 ? (
							<Link to={`${root}?due=overdue`} className="link">
								{formatNumber(others.overdue, locale)} overdue
							</Link>
						) : (
							'none overdue'
						)}
						.
					</p>
				)}
			</div>
		</Panel>
	)
}
