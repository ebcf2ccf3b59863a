import type { AccountScope } from '#app/data/account-scope.server.ts'
import { aboutTrainingNeeds } from '#app/data/describe-training-needs.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ReportGrouping, ReportSort } from '#app/domain/training-report/grouping.ts'
import { isOfPeople } from '#app/domain/training-report/grouping.ts'
import { priorityParts } from '#app/domain/training-report/priority.ts'
import { describeWeights, priorityPartWords } from '#app/domain/training-report/priority-words.ts'
import type { TrainingReportSearch } from '#app/domain/training-report/report-search-schema.ts'
import { describeLeftOut, formatCosts, groupingWords } from '#app/domain/training-report/report-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatCell } from '#app/lib/sheet/format-cell.ts'
import type { AboutLine, Sheet } from '#app/lib/sheet/sheet.ts'
import { listGroupAttributes } from './list-group-attributes.server.ts'
import { findStepTopic } from './find-step-topic.ts'
import { listStepTopics } from './list-step-topics.server.ts'
import type { ReportPage, ReportRow } from './read-training-report.server.ts'
import { readTrainingReport } from './read-training-report.server.ts'
import { trainingReportColumns } from './training-report-columns.ts'

/** Bars of the chart: as many as one page takes. */
const mostBars = 40

const sortNames: Record<ReportSort, string> = {
	priority: 'By priority',
	name: 'By name',
	people: 'By people',
	steps: 'By steps',
	one: 'By people who are one step from their target',
	hours: 'By hours',
}

/**
 * The grouped report of what an address asks for as a file: every row in its order, and what they are of. The rows are those that the
 * page shows. Null for who sees nobody.
 */
export async function describeTrainingReport(
	scope: AccountScope,
	person: Person,
	of: {
		found: TrainingNeedsScope
		search: TrainingReportSearch
		account: Pick<Standing['account'], 'name' | 'locale' | 'timeZone'>
	},
): Promise<{ sheet: Sheet<ReportRow>; rows: ReportRow[] } | null> {
	const { found, search, account } = of
	const { by, sort, order, attr } = search
	const { snapshot } = found
	const attributes =
		by === 'attribute' ? await listGroupAttributes(scope, person, { snapshotId: snapshot.id }) : []
	const groupAttribute = attributes.find((name) => name === attr) ?? attributes[0]
	const report = await readTrainingReport(scope, person, found, {
		...{ by, sort, order, groupAttribute },
		today: todayIn(account.timeZone),
	})
	if (!report) return null
	const readsTopics = by === 'step' && may(person, 'training-topics.read')
	const topicOf = findStepTopic(readsTopics ? await listStepTopics(scope) : [])
	const { locale, timeZone } = account
	const one = by === 'attribute' && groupAttribute !== undefined ? groupAttribute : groupingWords[by].one
	const version = snapshot.version > 1 ? `, version ${snapshot.version}` : ''
	const counted = countedOf(report, { sort, order, one, locale })
	return {
		rows: report.rows,
		sheet: {
			title: `Training needs by ${one} · ${snapshot.cycleName}${version}`,
			columns: trainingReportColumns({ snapshot, by, groupAttribute, topicOf }),
			about: await aboutTrainingNeeds(scope, person, { ...of, counted }),
			footer: `${account.name} · figures about few people are in here, only for people who may see them`,
			chart: chartOf(report.rows, { by, one, locale }),
			groupOf: headingsBy(by, sort),
			...{ locale, timeZone },
		},
	}
}

/** What is said on the page above the rows, in the same words. */
function countedOf(
	{ rows, whole, weighed }: ReportPage,
	{ sort, order, one, locale }: { sort: ReportSort; order: 'asc' | 'desc'; one: string; locale: string },
): AboutLine[] {
	const text = (label: string, value: string): AboutLine => ({ label, type: 'text', value })
	const count = (label: string, value: number | null): AboutLine => ({ label, type: 'number', value })
	const leftOut = describeLeftOut(whole, locale)
	const costs = formatCosts(whole.costs, locale)
	const parts = priorityParts.map((part) => priorityPartWords[part].name.toLowerCase())
	return [
		text('Grouped by', one),
		text('Order', `${sortNames[sort]}, ${order === 'desc' ? 'descending' : 'ascending'}`),
		count('Number of rows', rows.length),
		count('People with a step', whole.people),
		count('People with a result and a target', whole.measured),
		count('Steps', whole.steps),
		count('People one step from their target', whole.oneStep),
		count('Hours of all together', whole.hours),
		text('Cost', costs ?? 'no price in the catalogue'),
		count('Sessions where places are limited', whole.sessions),
		text('Not in hours or cost', leftOut ?? 'nothing is left out'),
		text(
			'How hours and cost are counted',
			'Each step by one topic: the one chosen for it, else the shortest in use that serves it, and of equally short ones the cheapest. A topic that serves several steps of one person counts once for them.',
		),
		text(
			'Priority',
			`0 to 100, the weighted mean of ${parts.join(', ')}; it compares the rows of this report.`,
		),
		text(
			'Its weights',
			`${describeWeights(weighed.weights, locale)}, ${weighed.version === 0 ? 'a proposal by Contour' : 'the account’s own'}`,
		),
	]
}

function chartOf(
	rows: readonly ReportRow[],
	{ by, one, locale }: { by: ReportGrouping; one: string; locale: string },
): Sheet<ReportRow>['chart'] {
	const some = rows.filter(({ people }) => people > 0).toSorted((a, b) => b.people - a.people)
	const tier = (halfSteps: number) =>
		formatCell(tierOf(halfSteps), { type: 'number', decimals: 1 }, { locale, timeZone: 'UTC' })
	return {
		title: `People who need a step by ${one}, the most first`,
		unit: { one: 'person', many: 'people' },
		bars: some.slice(0, mostBars).map(({ name, familyName, fromHalfSteps, people }) => ({
			group: isOfPeople(by) || familyName === null ? groupingWords[by].name : familyName,
			label: fromHalfSteps === null ? name : `from tier ${tier(fromHalfSteps)} · ${name}`,
			value: people,
		})),
		more: Math.max(0, some.length - mostBars),
	}
}

/** Steps and questions in the order of their names follow each other by family. */
function headingsBy(by: ReportGrouping, sort: ReportSort): (row: ReportRow) => string {
	if (sort === 'name' && !isOfPeople(by)) return ({ familyName }) => familyName ?? 'In every role family'
	return () => groupingWords[by].tab
}
