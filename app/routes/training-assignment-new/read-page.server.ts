import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { listTopicsToGive } from '#app/data/training-assignments/list-topics-to-give.server.ts'
import { planAssignments } from '#app/data/training-assignments/plan-assignments.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { formatCost, formatHours, formatStep } from '#app/domain/training-topic/topic-words.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { readAskedAudience } from './read-audience.server.ts'

/** So many are named; the count is of all. */
const most = 50

/** To whom what can be given, as the URL asks. */
export async function readGivingPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const { locale, timeZone } = account
	const asked = await readAskedAudience(session, url)
	const common = {
		...{ locale, today: todayIn(timeZone), typed: asked.typed, chosen: asked.chosen },
		root: `/a/${account.slug}/training-assignments`,
		needsHref: `/a/${account.slug}/reports/training-needs`,
	}
	const { audience } = asked
	if (!audience) return { ...common, audience: null }
	const { step } = audience
	const topics = await listTopicsToGive(scope, await readTopicSight(scope, person), {
		step,
		chosen: asked.chosen,
	})
	const plan = await planAssignments(scope, person, { audience, topicIds: topics.map(({ id }) => id) })
	const published = step && (await findPublishedRubric(scope, mapKey))
	return {
		...common,
		audience: {
			count: plan.people.length,
			mark: plan.mark,
			people: plan.people
				.slice(0, most)
				.map(({ memberId, name, teamName }) => ({ memberId, name, teamName })),
			isGroup: audience.kind === 'need',
			cycleName: asked.cycleName,
		},
		step: step && { label: formatStep(step, locale), texts: published && stepTexts(published.rubric, step) },
		topics: topics.map((topic) => ({
			...{ id: topic.id, title: topic.title, capacity: topic.capacity },
			what: [
				topicKindNames[topic.kind],
				topic.hours !== null && formatHours(topic.hours, locale),
				formatCost(topic, locale),
			]
				.filter(Boolean)
				.join(', '),
			held: plan.topics.get(topic.id)?.held ?? 0,
			open: plan.topics.get(topic.id)?.open ?? null,
			isFull: plan.topics.get(topic.id)?.isFull ?? false,
		})),
		idempotencyKey: newIdempotencyKey(),
	}
}

export type GivingPage = Awaited<ReturnType<typeof readGivingPage>>
export type ReadyPage = Extract<GivingPage, { topics: unknown }>
