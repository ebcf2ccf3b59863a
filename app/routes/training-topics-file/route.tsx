import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTopics } from '#app/data/training-topics/list-topics.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { topicRow } from '#app/domain/training-topic/topic-row.ts'
import { topicSearchSchema } from '#app/domain/training-topic/topic-search.ts'
import { aboutCount, aboutDay, aboutFilters, aboutOrder, aboutText } from '#app/lib/sheet/about-lines.ts'
import { cellOf, chartOfCounts } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { topicColumns } from './columns.ts'

const kindOf = cellOf(topicColumns, 'kind')

/**
 * Exactly the topics of the list with the same search, all pages of it, as the address ends: CSV, which can be imported again,
 * workbook or paper.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-topics.read')
	const { page: _, ...search } = topicSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const { rows: topics } = await listTopics(scope, await readTopicSight(scope, person), { search })
	const rows = topics.map(topicRow)
	const today = todayIn(account.timeZone)
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns: topicColumns },
			name: `training-topics-${account.slug}-${today}`,
			title: 'Training topics',
			about: () => [
				aboutDay('As of', today),
				aboutFilters({
					'a search': search.q !== '',
					'role family': search.family,
					kind: search.kind,
					question: search.question,
					'from tier': search.step,
					status: { active: 'in use', archived: 'archived', all: null }[search.state],
				}),
				aboutOrder(search.sort, search.order),
				aboutCount('Topics', rows.length),
				aboutText('Suppression', 'None: a topic is about nobody.'),
			],
			footer: 'catalogue of training',
			chart: chartOfCounts(rows, {
				...{ title: 'Topics by kind', unit: { one: 'topic', many: 'topics' }, group: 'Kind' },
				nameOf: (row) => String(kindOf(row)),
			}),
			groupOf: search.sort === 'kind' ? (row) => String(kindOf(row)) : () => 'Topics',
		},
	)
}
