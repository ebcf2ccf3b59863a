import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { listTopics } from '#app/data/training-topics/list-topics.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { groupSteps } from '#app/domain/training-topic/known-steps.ts'
import { topicSearchSchema } from '#app/domain/training-topic/topic-search.ts'
import { betweenLevels } from '#app/domain/training-topic/topic-words.ts'
import { changeSearch } from '#app/ui/search.ts'
import { starterTopics } from '#seed/training/topics.ts'

const pageSize = 50
const everything = { q: '', family: '', kind: '', question: '', step: '', state: 'all' } as const

/** The catalogue as the URL asks for it and as far as the reader may see it. */
export async function readTopicsPage({ scope, person, account }: AccountSession, url: URL) {
	const sight = await readTopicSight(scope, person)
	const { page, ...search } = topicSearchSchema.parse(Object.fromEntries(url.searchParams))
	const { rows, total } = await listTopics(scope, sight, { search, page: { number: page, size: pageSize } })
	if (rows.length === 0 && page > 1) {
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	}
	const mayEdit = may(person, 'training-topics.edit')
	const { sort, order, ...filter } = search
	const params = new URLSearchParams(url.searchParams)
	params.delete('page')
	const published = await findPublishedRubric(scope, mapKey)
	const { families } = await listPeopleOptions(scope, account.locale)
	return {
		...{ rows, families, filter, sort: { sort, order }, paging: { page, pageSize, total }, mayEdit },
		questions: (published ? groupSteps(published.rubric) : []).map(({ family, questions }) => ({
			title: family?.name ?? betweenLevels,
			options: questions.map(({ questionKey, text }) => ({ key: questionKey, text })),
		})),
		/** How many topics the starter catalogue offers where nothing of it is here. */
		starter: mayEdit && (await lacksStarter()) ? starterTopics.length : null,
		leads: person.isManager,
		locale: account.locale,
		root: `/a/${account.slug}/training-topics`,
		needsHref: `/a/${account.slug}/reports/training-needs`,
		csvHref: `/a/${account.slug}/training-topics.csv?${params}`,
	}

	/** Whether nothing of the starter catalogue is here, archived or not. */
	async function lacksStarter() {
		const all = await listTopics(scope, sight, { search: { ...everything, sort: 'title', order: 'asc' } })
		const keys = new Set(starterTopics.map(({ key }) => key))
		return !all.rows.some(({ key }) => keys.has(key))
	}
}

export type TopicsPage = Awaited<ReturnType<typeof readTopicsPage>>
