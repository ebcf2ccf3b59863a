import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ReportFigures, ReportGrouping, ReportSort } from '#app/domain/training-report/grouping.ts'
import type { Priority } from '#app/domain/training-report/priority.ts'
import { priorityOf } from '#app/domain/training-report/priority.ts'
import type { ReportGroup, ReportQuestion } from './count-training-report.server.ts'
import { countTrainingReport } from './count-training-report.server.ts'
import { listPlannedLevels } from './list-planned-levels.server.ts'
import type { ReportGroupName } from './name-report-groups.server.ts'
import { nameReportGroups } from './name-report-groups.server.ts'
import type { StoredWeights } from './read-priority-weights.server.ts'
import { readPriorityWeights } from './read-priority-weights.server.ts'
import { keepReport } from './report-cache.server.ts'
import { readReportMarks } from './read-report-marks.server.ts'

export type ReportRow = ReportGroup & ReportGroupName & { priority: Priority }

export type ReportPage = {
	rows: ReportRow[]
	/** Rows of all pages. */
	total: number
	whole: ReportFigures
	/** By what priority is weighed. */
	weighed: StoredWeights
}

export type ReportOptions = {
	by: ReportGrouping
	groupAttribute?: string | undefined
	sort: ReportSort
	order: 'asc' | 'desc'
	/** Where the account is. */
	today: Day
	/** Without it all rows. */
	page?: { number: number; size: number }
}

/**
 * The grouped report of what an address of the training needs is about: for HR of everybody, for managers of their reports.
 * The page and its export read the same. Null for who sees neither, and by own attributes for managers, who are not shown them.
 */
export async function readTrainingReport(
	scope: AccountScope,
	person: Person,
	found: TrainingNeedsScope,
	{ by, groupAttribute, sort, order, today, page }: ReportOptions,
): Promise<ReportPage | null> {
	const reach = reachOf(person, 'training-needs.read')
	const ofEverybody = reach.has('all')
	if (!ofEverybody && (!reach.has('reports') || by === 'attribute')) return null
	// People are found by their present names, and managers by who stands in for whom: neither is kept.
	const isKept = ofEverybody && found.filter.search === undefined
	const [plans, weighed, marks] = await Promise.all([
		listPlannedLevels(scope),
		readPriorityWeights(scope),
		isKept ? readReportMarks(scope, { snapshotId: found.filter.snapshotId }) : null,
	])
	const whose = ofEverybody ? undefined : 'others'
	const question: ReportQuestion = { ...found.filter, by, groupAttribute, plans, whose }
	const count = () => countTrainingReport(scope, person, question)
	const report =
		marks === null
			? await count()
			: await keepReport(JSON.stringify([scope.accountId, marks, question]), count)
	if (!report) return null

	const { whole } = report
	const priority = (group: ReportGroup) =>
		priorityOf(group, { weights: weighed.weights, today, allPeople: whole.people })
	const named = async (groups: readonly ReportGroup[]): Promise<ReportRow[]> => {
		const names = await nameReportGroups(scope, found, { by, keys: groups.map(({ key }) => key) })
		return groups.map((group, i) => ({
			...{ ...group, ...(names[i] as ReportGroupName) },
			priority: priority(group),
		}))
	}
	const cut = <Row>(rows: readonly Row[]) =>
		page ? rows.slice((page.number - 1) * page.size, page.number * page.size) : [...rows]
	const total = report.groups.length
	const up = order === 'asc' ? 1 : -1
	if (sort === 'name') {
		const rows = (await named(report.groups)).toSorted((a, b) => up * byName(a, b))
		return { rows: cut(rows), total, whole, weighed }
	}
	const figure = sort === 'priority' ? (group: ReportGroup) => priority(group).score : figureOf[sort]
	const sorted = report.groups.toSorted((a, b) => up * (figure(a) - figure(b)) || (a.key < b.key ? -1 : 1))
	return { rows: await named(cut(sorted)), total, whole, weighed }
}

const figureOf: Record<Exclude<ReportSort, 'name' | 'priority'>, (group: ReportFigures) => number> = {
	people: ({ people }) => people,
	steps: ({ steps }) => steps,
	one: ({ oneStep }) => oneStep,
	hours: ({ hours }) => hours,
}

const collator = new Intl.Collator('en', { numeric: true })

function byName(a: ReportRow, b: ReportRow): number {
	return (
		collator.compare(a.familyName ?? '', b.familyName ?? '') ||
		collator.compare(a.name, b.name) ||
		(a.fromHalfSteps ?? 0) - (b.fromHalfSteps ?? 0) ||
		(a.key < b.key ? -1 : 1)
	)
}
