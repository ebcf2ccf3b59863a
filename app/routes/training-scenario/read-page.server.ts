import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { listTopicNames } from '#app/data/training-report/list-topic-names.server.ts'
import { nameReportFilter } from '#app/data/training-report/name-report-filter.server.ts'
import { readScenario } from '#app/data/training-report/read-scenario.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeReportFilter } from '#app/domain/training-report/filter-words.ts'
import { scenarioSearchSchema } from '#app/domain/training-report/scenario-search-schema.ts'
import { findScenarioProblems } from '#app/domain/training-report/scenario-problems.ts'
import { effortOfTopic, giveTopic } from '#app/domain/training-report/scenario.ts'
import { notFound } from '#app/lib/http.server.ts'

/** What is tried in the URL, beside how it is. Nothing is kept. */
export async function readScenarioPage({ scope, person, account }: AccountSession, url: URL) {
	const reach = reachOf(person, 'training-needs.read')
	if (!reach.has('all') && !reach.has('reports')) throw notFound()
	const parsed = scenarioSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!parsed.success) throw notFound()
	// Own attributes of people are for who sees everybody.
	const search = reach.has('all') ? parsed.data : { ...parsed.data, attribute: undefined, value: undefined }
	const found = await findTrainingNeedsScope(scope, person, search)
	if (found === null) throw notFound()
	const common = { slug: account.slug, locale: account.locale, timeZone: account.timeZone, search }
	if (found === 'nothing') return { kind: 'nothing' as const, ...common }

	const topics = await listTopicNames(scope, await readTopicSight(scope, person))
	const topic = topics.find(({ id }) => id === search.tryTopic) ?? null
	const family = found.targets.find(({ familyId }) => familyId === search.tryFamily) ?? null
	if ((search.tryTopic && !topic) || (search.tryFamily && !family)) throw notFound()
	const today = todayIn(account.timeZone)
	const problems = findScenarioProblems(url.searchParams, search, today)
	const { tryTier, tryPlaces } = search
	const tryDue = problems.tryDue === undefined ? search.tryDue : undefined
	const target =
		family && (tryTier !== undefined || tryDue !== undefined)
			? {
					familyId: family.familyId,
					halfSteps: tryTier === undefined ? null : Number(tryTier) * 2,
					dueOn: tryDue ?? null,
				}
			: null
	const isGiven = topic !== null && tryPlaces !== undefined
	const scenario = await readScenario(scope, person, found, { target, topicId: isGiven ? topic.id : null })
	if (!scenario) throw notFound()
	const { now, tried, reach: topicReach } = scenario
	return {
		kind: 'scenario' as const,
		...common,
		...{ today, problems },
		filters: describeReportFilter(nameReportFilter(person, found), account.locale),
		isQuestionLeftOut: found.isQuestionLeftOut,
		cycle: { name: found.snapshot.cycleName },
		place: found.place.node.id === scope.accountId ? null : found.place.node.name,
		families: found.targets.map(({ familyId, familyName }) => ({ value: familyId, label: familyName })),
		topics: topics.map(({ id, title }) => ({ value: id, label: title })),
		target: target &&
			family && { familyName: family.familyName, halfSteps: target.halfSteps, dueOn: target.dueOn },
		...{ now, tried },
		given:
			isGiven && topicReach
				? {
						...{ topic, places: tryPlaces },
						...{ ...giveTopic(topicReach, tryPlaces), effort: effortOfTopic(topic, tryPlaces) },
					}
				: null,
	}
}

export type ScenarioPage = Extract<Awaited<ReturnType<typeof readScenarioPage>>, { kind: 'scenario' }>
