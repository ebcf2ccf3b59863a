import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { priorityParts } from '#app/domain/training-report/priority.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'
import { formatCsv } from '#app/lib/csv.server.ts'
import type { ReportOptions, ReportRow } from './read-training-report.server.ts'
import { readTrainingReport } from './read-training-report.server.ts'

/**
 * The columns of the export of the grouped report: their names and their order stay. A new one comes at the end.
 *
 * - `group_by`, `name`: what the rows stand for, and this row; of an attribute also `attribute`, its name
 * - `family`, `question_key`, `from_tier`, `to_tier`: of questions and steps
 * - `people`, `measured`: who lacks a step, of who has a result and a target there
 * - `steps`, `steps_without_topic`, `people_one_step_from_target`
 * - `hours`, `cost`, `sessions`: of all together, by the topic that serves each step; a cost for each currency, `1200 EUR; 300 USD`
 * - `places_without_hours`, `places_without_cost`: what hours and cost leave out
 * - `earliest_due_on`: of the targets
 * - `priority`, 0 to 100, and what each part adds to it: distance to the target, people, date, roadmap
 */
export const trainingReportColumns = [
	...['cycle', 'snapshot_version', 'published_at', 'group_by', 'attribute', 'name', 'family', 'question_key'],
	...[
		'from_tier',
		'to_tier',
		'people',
		'measured',
		'steps',
		'steps_without_topic',
		'people_one_step_from_target',
	],
	...['hours', 'cost', 'sessions', 'places_without_hours', 'places_without_cost', 'earliest_due_on'],
	...['priority', 'priority_gap', 'priority_people', 'priority_due', 'priority_roadmap'],
] as const

/** Writes every row of the grouped report, in its order, as CSV. Null for who sees nobody. */
export async function writeTrainingReportCsv(
	scope: AccountScope,
	person: Person,
	found: TrainingNeedsScope,
	options: Omit<ReportOptions, 'page'>,
): Promise<string | null> {
	const report = await readTrainingReport(scope, person, found, options)
	if (!report) return null
	const { by, groupAttribute } = options
	const { cycleName, version, publishedAt } = found.snapshot
	const tier = (halfSteps: number | null) => (halfSteps === null ? null : tierOf(halfSteps))
	const rounded = (points: number) => Math.round(points * 10) / 10
	const rowOf = (row: ReportRow): CsvCell[] => [
		...[
			cycleName,
			version,
			publishedAt.toISOString(),
			by,
			by === 'attribute' ? (groupAttribute ?? null) : null,
		],
		...[row.name, row.familyName, row.questionKey, tier(row.fromHalfSteps), tier(row.toHalfSteps)],
		...[row.people, row.measured, row.steps, row.unserved, row.oneStep, row.hours],
		row.costs.map(({ amount, currency }) => `${amount} ${currency}`).join('; '),
		...[row.sessions, row.placesWithoutHours, row.placesWithoutCost, row.dueOn],
		...[row.priority.score, ...priorityParts.map((part) => row.priority.points[part])].map(rounded),
	]
	return formatCsv(trainingReportColumns, report.rows.map(rowOf))
}
