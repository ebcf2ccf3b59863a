import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TrainingNeedFilter, TriedTarget } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { ReportFigures, ReportGrouping } from '#app/domain/training-report/grouping.ts'
import type { PlannedTeamLevel } from './list-planned-levels.server.ts'
import { trainingReportRows } from './training-report-sql.server.ts'

/** One row of the report; what its key stands for is named by name-report-groups.server.ts. */
export type ReportGroup = ReportFigures & { key: string }

export type TrainingReport = {
	/** Every group that somebody with a target is in, in no order. */
	groups: ReportGroup[]
	/** Everybody counted once. */
	whole: ReportFigures
}

export type ReportQuestion = TrainingNeedFilter & {
	snapshotId: string
	by: ReportGrouping
	/** The attribute to group by. */
	groupAttribute?: string | undefined
	tried?: TriedTarget | undefined
	plans: readonly PlannedTeamLevel[]
}

/**
 * Counts training needs by what they are grouped by, and what it takes to serve them: of everybody for HR, of their own reports for
 * managers, of the person alone for everybody else. One statement, whatever the size of the company. Null for who sees nobody.
 */
export async function countTrainingReport(
	scope: AccountScope,
	person: Person,
	question: ReportQuestion,
): Promise<TrainingReport | null> {
	const { by, groupAttribute, plans, questionKey, fromHalfSteps, steps, ...filter } = question
	const query = trainingNeedsQuery(scope, person, { ...filter, steps: 'all' })
	if (!query) return null
	const { sets, values, next } = query
	const own = [
		...[questionKey ?? null, fromHalfSteps ?? null, steps ?? 'next'],
		...[plans.map(({ nodeId }) => nodeId), plans.map(({ withBelow }) => withBelow)],
		plans.map(({ level }) => level),
		...(by === 'attribute' ? [groupAttribute ?? ''] : []),
	]
	const at = (index: number) => `$${next + index}`
	const statement = trainingReportRows({
		...{ sets, by, question: at(0), from: at(1), steps: at(2), attribute: at(6) },
		...{ planNodes: at(3), planBelow: at(4), planLevels: at(5) },
	})
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<ReportGroup & { isWhole: boolean }>(statement, [...values, ...own]),
	)
	const figures = rows.map(({ isWhole, ...row }) => ({ isWhole, row }))
	const whole = figures.find((one) => one.isWhole)?.row
	if (!whole) throw new Error('The report has no row of the whole.')
	const { key: _, ...rest } = whole
	return { groups: figures.filter((one) => !one.isWhole).map(({ row }) => row), whole: rest }
}
