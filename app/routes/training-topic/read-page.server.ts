import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { countTopicAssignments } from '#app/data/training-assignments/count-topic-assignments.server.ts'
import { getTopic } from '#app/data/training-topics/get-topic.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { formatStep } from '#app/domain/training-topic/topic-words.ts'
import { notFound } from '#app/lib/http.server.ts'

/** One entry of the catalogue with what each of its steps is for. */
export async function readTopicPage({ scope, person, account }: AccountSession, topicId: string) {
	const topic = await getTopic(scope, await readTopicSight(scope, person), { topicId })
	if (!topic) throw notFound()
	const published = await findPublishedRubric(scope, mapKey)
	const { slug } = account
	return {
		topic,
		/** Of those whom the reader sees. */
		taken: may(person, 'training-assignments.read')
			? await countTopicAssignments(scope, person, { topicId })
			: null,
		gives: may(person, 'training-assignments.give') && !topic.isArchived,
		assignmentsHref: `/a/${slug}/training-assignments`,
		steps: topic.steps.map((step) => ({
			...step,
			label: formatStep(step, account.locale),
			/** Null for a step of an earlier version of the map. */
			texts: published && stepTexts(published.rubric, step),
		})),
		mayEdit: may(person, 'training-topics.edit'),
		locale: account.locale,
		root: `/a/${slug}/training-topics`,
	}
}

export type TopicPage = Awaited<ReturnType<typeof readTopicPage>>
