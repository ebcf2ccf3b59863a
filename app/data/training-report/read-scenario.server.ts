import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { TriedTarget } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { ReportFigures } from '#app/domain/training-report/grouping.ts'
import type { TopicReach } from '#app/domain/training-report/scenario.ts'
import { countTopicReach } from './count-topic-reach.server.ts'
import { countTrainingReport } from './count-training-report.server.ts'

export type Scenario = {
	/** As it is, and with the target that is tried; of its family alone where one is tried. */
	now: ReportFigures
	tried: ReportFigures
	/** Of the topic that is tried, with the target that is tried; null where none is. */
	reach: TopicReach[] | null
}

/**
 * What another target of a family, and a topic for some people, would make of the needs. Nothing is written. For HR of everybody,
 * for managers of their reports; null for who sees neither.
 */
export async function readScenario(
	scope: AccountScope,
	person: Person,
	found: Pick<TrainingNeedsScope, 'filter'>,
	{ target, topicId }: { target: TriedTarget | null; topicId: string | null },
): Promise<Scenario | null> {
	const rights = reachOf(person, 'training-needs.read')
	if (!rights.has('all') && !rights.has('reports')) return null
	const filter = {
		...found.filter,
		whose: rights.has('all') ? undefined : ('others' as const),
		...(target && { familyId: target.familyId }),
	}
	const tried = target ?? undefined
	const question = { ...filter, by: 'family' as const, plans: [] }
	const now = await countTrainingReport(scope, person, question)
	const then = target ? await countTrainingReport(scope, person, { ...question, tried }) : now
	if (!now || !then) return null
	const reach = topicId === null ? null : await countTopicReach(scope, person, { ...filter, tried, topicId })
	return { now: now.whole, tried: then.whole, reach }
}
