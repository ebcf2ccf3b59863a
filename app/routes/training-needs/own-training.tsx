import { Link, useLocation } from 'react-router'
import { assignmentStateNames } from '#app/domain/training-assignment/assignment.ts'
import { AssignmentActions } from '#app/ui/assignment-actions.tsx'
import { AssignmentState } from '#app/ui/assignment-state.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { NeedsPage } from './read-page.server.ts'

type Own = NonNullable<NeedsPage['own']>
type Training = Own['training'][number]

/** Whether a training was given for a step, or is one of the topics that serve it. */
export const servesStep = (
	{ questionKey, fromHalfSteps, topicId }: Training,
	need: Own['needs'][number],
): boolean =>
	(questionKey === need.questionKey && fromHalfSteps === need.fromHalfSteps) ||
	need.topics.some(({ id }) => id === topicId)

/** What is planned for the reader, with how far it is, which they say here. */
export function TrainingList({ page, training }: { page: NeedsPage; training: readonly Training[] }) {
	const { slug, locale, timeZone } = page
	const { pathname, search } = useLocation()
	const root = `/a/${slug}/training-assignments`
	return (
		<ul className="flex flex-col gap-2 text-sm">
			{training.map(({ id, topicTitle, state, version, dueOn, doneOn, isOverdue, note }) => (
				<li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
					<Link to={`${root}/${id}`} className="link">
						<bdi>{topicTitle}</bdi>
					</Link>
					<AssignmentState {...{ state, isOverdue }} name={assignmentStateNames[state]} />
					{doneOn ? (
						<span className="text-muted">{formatDate(doneOn, locale, timeZone)}</span>
					) : (
						dueOn && <span className="text-muted">by {formatDate(dueOn, locale, timeZone)}</span>
					)}
					<AssignmentActions
						{...{ action: root, assignmentId: id, version, state, title: topicTitle }}
						back={pathname + search}
					/>
					{note && <span className="basis-full text-muted">{note}</span>}
				</li>
			))}
		</ul>
	)
}

/** What is planned for the reader and serves none of their next steps. */
export function OtherTraining({ page, own }: { page: NeedsPage; own: Own }) {
	const other = own.training.filter(
		(one) => one.state !== 'done' && !own.needs.some((need) => servesStep(one, need)),
	)
	if (other.length === 0) return null
	return (
		<Panel title={own.needs.length > 0 ? 'Your other training' : 'Your training'}>
			<TrainingList page={page} training={other} />
		</Panel>
	)
}
