import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTopics } from '#app/data/training-topics/list-topics.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { topicColumnNames } from '#app/domain/training-topic/topic-columns.ts'
import { topicRow } from '#app/domain/training-topic/topic-row.ts'
import { topicSearchSchema } from '#app/domain/training-topic/topic-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

/** Exactly the topics of the list with the same search, all pages of it, as a file that can be imported again. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-topics.read')
	const { page: _, ...search } = topicSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const { rows } = await listTopics(scope, await readTopicSight(scope, person), { search })
	const csv = formatCsv(topicColumnNames, rows.map(topicRow))
	return csvResponse(csv, `training-topics-${account.slug}-${todayIn(account.timeZone)}.csv`)
}
