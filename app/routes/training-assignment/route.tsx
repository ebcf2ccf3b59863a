import { requireAccess } from '#app/auth/require-access.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { getAssignment } from '#app/data/training-assignments/get-assignment.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { assignmentStateNames, isOverdue } from '#app/domain/training-assignment/assignment.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { formatStep } from '#app/domain/training-topic/topic-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { AssignmentActions } from '#app/ui/assignment-actions.tsx'
import { AssignmentState } from '#app/ui/assignment-state.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { AssignmentForm } from './assignment-form.tsx'
import { saveAssignment } from './save.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-assignments.read')
	const assignment = await getAssignment(scope, person, params)
	if (!assignment) throw notFound()
	const { questionKey, fromHalfSteps } = assignment
	const step = questionKey !== null && fromHalfSteps !== null ? { questionKey, fromHalfSteps } : null
	const published = step && (await findPublishedRubric(scope, mapKey))
	const { slug, locale, timeZone } = account
	return {
		assignment,
		step: step && { label: formatStep(step, locale), texts: published && stepTexts(published.rubric, step) },
		...{ today: todayIn(timeZone), locale, timeZone, account: `/a/${slug}` },
	}
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'training-assignments.change')
	const assignment = await getAssignment(session.scope, session.person, params)
	if (!assignment) throw notFound()
	return saveAssignment(session, assignment.id, request)
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.assignment.topicTitle ?? 'Training'} · Contour` },
]

export default function Assignment({ loaderData: page, actionData }: Route.ComponentProps) {
	const { assignment, step, today, locale, timeZone, account } = page
	const { topicTitle, memberName, state, dueOn, doneOn, note, mayChange } = assignment
	const root = `${account}/training-assignments`
	const day = (value: string | null) => (value ? formatDate(value, locale, timeZone) : '–')
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Training assignments', href: root }, { label: topicTitle }]} />}
				title={<bdi>{topicTitle}</bdi>}
				description={assignment.isOwn ? 'Planned for you.' : `For ${memberName}.`}
				actions={<ButtonLink to={`${account}/training-topics/${assignment.topicId}`}>The topic</ButtonLink>}
			/>
			<Panel title="How far it is">
				<DefinitionList
					items={[
						{
							term: 'State',
							value: (
								<AssignmentState
									state={state}
									name={assignmentStateNames[state]}
									isOverdue={isOverdue(assignment, today)}
								/>
							),
						},
						{ term: 'Due on', value: day(dueOn) },
						{ term: 'Done on', value: day(doneOn) },
						{
							term: 'Assigned',
							value: assignment.assignedBy
								? `${day(assignment.assignedOn)} by ${assignment.assignedBy}`
								: day(assignment.assignedOn),
						},
						...(step ? [{ term: `Step ${step.label}`, value: step.texts?.objective ?? '–' }] : []),
						...(note ? [{ term: 'Note', value: note }] : []),
					]}
				/>
				{mayChange === 'own' && (
					<div className="mt-4">
						<AssignmentActions
							{...{ action: root, assignmentId: assignment.id, version: assignment.version, state }}
							title={topicTitle}
							back={`${root}/${assignment.id}`}
						/>
					</div>
				)}
			</Panel>
			{mayChange === 'all' && (
				<Panel title="Change it">
					<AssignmentForm assignment={assignment} today={today} answer={actionData} />
				</Panel>
			)}
		</div>
	)
}
