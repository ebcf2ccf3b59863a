import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getTopic } from '#app/data/training-topics/get-topic.server.ts'
import { listTopicOptions } from '#app/data/training-topics/list-topic-options.server.ts'
import { topicValues } from '#app/domain/training-topic/topic-values.ts'
import { stepChoices } from '#app/domain/training-topic/topic-words.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { moveToArchive, saveTopic } from './actions.server.ts'
import { ArchivePanel } from './archive-panel.tsx'
import { TopicForm } from './topic-form.tsx'

const everything = { all: true, familyIds: [] }

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	const topic = await getTopic(scope, everything, { topicId: params.topicId })
	if (!topic) throw notFound()
	const { families, groups } = await listTopicOptions(scope)
	const { locale } = account
	return { topic, families, steps: stepChoices(groups, topic.steps, locale), locale }
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'training-topics.edit')
	const topic = await getTopic(session.scope, everything, { topicId: params.topicId })
	if (!topic) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	const answer =
		intent === 'archive' || intent === 'restore'
			? await moveToArchive(session, topic.id, { form, archive: intent === 'archive' })
			: await saveTopic(session, topic.id, form)
	if (answer instanceof Response) return answer
	const { status, result, current } = answer
	const latest = current && { values: topicValues(current), version: current.version }
	return data({ result, latest }, { status })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Edit ${loaderData?.topic.title ?? 'a topic'} · Contour` },
]

export default function TrainingTopicEdit({ loaderData, actionData, params }: Route.ComponentProps) {
	const { topic, families, steps, locale } = loaderData
	const root = `/a/${params.account}/training-topics`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training topics', href: root },
							{ label: topic.title, href: `${root}/${topic.id}` },
							{ label: 'Edit' },
						]}
					/>
				}
				title={<bdi>{topic.title}</bdi>}
				description={
					topic.isProposal
						? 'A proposal by Contour. It is yours once you save a change.'
						: 'Every change is in the audit log.'
				}
			/>
			{actionData && !actionData.result && (
				<AnswerNotice tone="warning" title="Saved by somebody else in the meantime">
					Nothing is changed. Below is the topic as it is now: look again, then go on.
				</AnswerNotice>
			)}
			<TopicForm
				values={topicValues(topic)}
				version={topic.version}
				families={families}
				steps={steps}
				result={actionData?.result ?? undefined}
				latest={actionData?.latest ?? null}
				locale={locale}
			/>
			<ArchivePanel isArchived={topic.isArchived} version={topic.version} />
		</div>
	)
}
