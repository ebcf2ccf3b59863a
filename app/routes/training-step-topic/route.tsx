import { data, Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { chooseStepTopic } from '#app/data/training-report/choose-step-topic.server.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatCost, formatHours, formatStep } from '#app/domain/training-topic/topic-words.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import type { Route } from './+types/route.ts'
import { findStep, readStepTopicPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readStepTopicPage(requireAccess(context, 'training-topics.edit'), new URL(request.url))
}

const formSchema = z.object({
	topic: z.union([z.guid(), z.literal('rule')]),
	version: z.coerce.number().int().min(0).max(2_147_483_647),
})

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'training-topics.edit')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const { step } = await findStep(session, new URL(request.url))
	const { topic, version } = form.data
	const result = await chooseStepTopic(session.scope, {
		...{ step, version },
		topicId: topic === 'rule' ? null : topic,
	})
	if (!result.ok && result.reason === 'gone') throw notFound()
	if (!result.ok) return data({ isStale: true }, { status: 409 })
	return redirectWithNotice(
		`/a/${session.account.slug}/reports/training-needs/report`,
		result.changed
			? topic === 'rule'
				? 'The step is counted by the rule again.'
				: 'The step is counted by the topic that you chose.'
			: 'Nothing was different, so nothing was saved.',
	)
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'Topic of a step · Contour' }]

export default function TrainingStepTopic({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, locale, step, familyName, text, choice } = page
	const root = `/a/${slug}/reports/training-needs`
	const [first] = choice.topics
	const isServed = choice.topics.some(({ id }) => id === choice.topicId)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: root },
							{ label: 'Report', href: `${root}/report` },
							{ label: 'Topic of a step' },
						]}
					/>
				}
				title={text}
				description={`${familyName}, tier ${formatStep(step, locale)}. Hours and cost of this step are counted by one topic.`}
			/>
			{actionData?.isStale && (
				<AnswerNotice tone="warning" title="Saved by somebody else in the meantime">
					Nothing is changed. Below is what is chosen now: look again, then save.
				</AnswerNotice>
			)}
			{first ? (
				<Form method="post" className="flex max-w-prose flex-col gap-5">
					<input type="hidden" name="version" value={choice.version} />
					<RadioCards
						key={choice.version}
						name="topic"
						legend="Counted by"
						defaultValue={isServed ? (choice.topicId ?? 'rule') : 'rule'}
						options={[
							{
								...{ value: 'rule', title: 'The rule' },
								text: `The shortest topic in use that serves the step, and of equally short ones the cheapest: now ${first.title}.`,
							},
							...choice.topics.map(({ id, title, kind, hours, capacity, ...topic }) => ({
								...{ value: id, title: <bdi>{title}</bdi> },
								text: [
									topicKindNames[kind],
									hours === null ? 'no hours given' : formatHours(hours, locale),
									formatCost(topic, locale) ?? 'no price given',
									capacity !== null && `for ${formatNumber(capacity, locale)} at once`,
									topic.isProposal && 'a proposal by Contour',
								]
									.filter((part) => part !== false)
									.join(' · '),
							})),
						]}
					/>
					<div>
						<Button variant="primary">Save</Button>
					</div>
				</Form>
			) : (
				<EmptyState title="No topic serves this step">
					Add one to the catalogue, or say of a topic that it serves the step.
				</EmptyState>
			)}
		</div>
	)
}
