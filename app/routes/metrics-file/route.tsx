import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { lensName } from '#app/domain/metric/lens.ts'
import { metricListSearchSchema } from '#app/domain/metric/metric-list-search.ts'
import { aboutCount, aboutDay, aboutFilters, aboutOrder, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, chartOfCounts, column } from '#app/lib/sheet/cell-columns.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import type { Route } from './+types/route.ts'

/** Names and order stay; a new one comes at the end. */
const columns = [
	column('key', 'Key', { width: 28, paper: 18 }),
	column('name', 'Name', { width: 36, paper: 22 }),
	column('unit', 'Unit', { width: 12, paper: 8 }),
	column('currency', 'Currency', { width: 9 }),
	column('better', 'Better', { width: 10, paper: 7 }),
	column('adds_up_as', 'Adds up as', { width: 14, paper: 9 }),
	column('weighed_or_divided_by', 'Weighed or divided by', { width: 24 }),
	column('families', 'Role families', { width: 28, paper: 14 }),
	column('lens', 'Named by', { width: 24, paper: 14 }),
	column('level', 'Level', { width: 8, paper: 6 }),
	column('source', 'Source', { width: 40 }),
	column('newest_period', 'Newest period', { type: 'day', width: 12, paper: 10 }),
	column('period_length', 'Length of a period', { width: 11, paper: 8 }),
]

const lensOf = cellOf(columns, 'lens')

/** Exactly the metrics of the list with the same search, all pages of it, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	await completeCatalogue(scope, { metrics: metricCatalogue })
	const { q, family, lens, state, sort, order } = metricListSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const filter = { search: q, family, lens, state }
	const { rows: metrics } = await listMetrics(scope, await readMetricSight(scope, person), {
		...{ filter, sort, order },
	})
	const rows = metrics.map((metric): CellRow => [
		...[metric.key, metric.name, metric.unit, metric.currency, metric.direction, metric.aggregation],
		...[metric.weightName, metric.families.map(({ name }) => name).join(', ')],
		...[metric.lens, metric.level, metric.source],
		...[metric.latest?.start ?? null, metric.latest?.grain ?? null],
	])
	const today = todayIn(account.timeZone)
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns },
			name: `metrics-${account.slug}-${today}`,
			title: 'Metrics',
			about: () => [
				aboutDay('As of', today),
				aboutFilters({
					'a search': q !== '',
					'role family': family,
					'named by': lens === 'own' ? 'the company' : lens && lensName(lens),
					status: { active: 'in use', measured: 'with values', archived: 'archived', all: null }[state],
				}),
				aboutOrder(sort === 'latest' ? 'newest period' : sort, order),
				aboutCount('Metrics', rows.length),
				aboutCount('With values', metrics.filter(({ latest }) => latest !== null).length),
				aboutText(
					'Suppression',
					'The newest period is that of values which the person who made this file may see; no value is in here.',
				),
			],
			footer: 'definitions of metrics',
			chart: chartOfCounts(rows, {
				...{
					title: 'Metrics by who names them',
					unit: { one: 'metric', many: 'metrics' },
					group: 'Named by',
				},
				nameOf: (row) => String(lensOf(row) ?? 'the company'),
			}),
			groupOf: sort === 'lens' ? (row) => String(lensOf(row) ?? 'the company') : () => 'Metrics',
		},
	)
}
