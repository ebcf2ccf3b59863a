import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { listGroupAttributes } from '#app/data/training-report/list-group-attributes.server.ts'
import { findStepTopic } from '#app/data/training-report/find-step-topic.ts'
import { listStepTopics } from '#app/data/training-report/list-step-topics.server.ts'
import { nameReportFilter } from '#app/data/training-report/name-report-filter.server.ts'
import { readTrainingReport } from '#app/data/training-report/read-training-report.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeReportFilter } from '#app/domain/training-report/filter-words.ts'
import type { TrainingReportSearch } from '#app/domain/training-report/report-search-schema.ts'
import { trainingReportSearchSchema } from '#app/domain/training-report/report-search-schema.ts'
import { notFound } from '#app/lib/http.server.ts'

const pageSize = 25

/** The grouped report as the URL asks for it: for HR of everybody, for managers of their reports. */
export async function readTrainingReportPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const reach = reachOf(person, 'training-needs.read')
	const isOfEverybody = reach.has('all')
	if (!isOfEverybody && !reach.has('reports')) throw notFound()
	const parsed = trainingReportSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!parsed.success) throw notFound()
	const search = isOfEverybody ? parsed.data : withoutAttributes(parsed.data)
	const found = await findTrainingNeedsScope(scope, person, search)
	if (found === null) throw notFound()
	const common = {
		...{ slug: account.slug, locale: account.locale, timeZone: account.timeZone },
		...{ isOfEverybody, search },
		mayExport: may(person, 'training-needs.export'),
		readsTopics: may(person, 'training-topics.read'),
		setsWeights: may(person, 'targets.set'),
		choosesTopics: may(person, 'training-topics.edit'),
	}
	if (found === 'nothing') return { kind: 'nothing' as const, ...common }

	const { by, sort, order, page } = search
	const { snapshot, place } = found
	const attributes =
		by === 'attribute' ? await listGroupAttributes(scope, person, { snapshotId: snapshot.id }) : []
	const groupAttribute = attributes.find((name) => name === search.attr) ?? attributes[0]
	const [report, topics] = await Promise.all([
		readTrainingReport(scope, person, found, {
			...{ by, groupAttribute, sort, order, today: todayIn(account.timeZone) },
			page: { number: page, size: pageSize },
		}),
		by === 'step' && common.readsTopics ? listStepTopics(scope) : [],
	])
	if (!report) throw notFound()
	const topicOf = findStepTopic(topics)
	return {
		kind: 'report' as const,
		...common,
		...{ attributes, groupAttribute: groupAttribute ?? null },
		filters: describeReportFilter(nameReportFilter(person, found), account.locale),
		isQuestionLeftOut: found.isQuestionLeftOut,
		cycle: {
			...{ name: snapshot.cycleName, publishedAt: snapshot.publishedAt, version: snapshot.version },
			...{ ref: refOf(found, snapshot.id), isCorrected: snapshot.newestVersion > 1 },
		},
		cycles: found.snapshots.map(({ id, cycleName, version, newestVersion }) => ({
			value: refOf(found, id),
			label: newestVersion > 1 ? `${cycleName}, version ${version}` : cycleName,
		})),
		families: found.targets.map(({ familyId, familyName }) => ({ value: familyId, label: familyName })),
		/** The way down to the chosen team, for who sees everybody. */
		path: isOfEverybody ? place.path.map(({ id, name }) => ({ id, name })) : [],
		rows: report.rows.map((row) => ({ ...row, topic: topicOf(row) })),
		whole: report.whole,
		weighed: report.weighed,
		sort: { sort, order },
		paging: { page, pageSize, total: report.total },
	}
}

/** Own attributes of people are for who sees everybody: to others they are as if they were not in the address. */
function withoutAttributes(search: TrainingReportSearch): TrainingReportSearch {
	const by = search.by === 'attribute' ? 'step' : search.by
	return { ...search, by, attr: undefined, attribute: undefined, value: undefined }
}

/** The newest version of a cycle goes by the cycle's name. */
function refOf({ snapshots }: TrainingNeedsScope, snapshotId: string): string {
	const snapshot = snapshots.find(({ id }) => id === snapshotId)
	const newest = snapshots.find(({ cycleId }) => cycleId === snapshot?.cycleId)
	return snapshot && newest === snapshot ? snapshot.cycleName : snapshotId
}

export type TrainingReportPage = Awaited<ReturnType<typeof readTrainingReportPage>>
export type ReportPage = Extract<TrainingReportPage, { kind: 'report' }>
export type ReportRow = ReportPage['rows'][number]
