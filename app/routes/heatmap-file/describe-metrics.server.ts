import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import { metricColumnFor } from '#app/charts/metric-column.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readLevelMetrics } from '#app/data/heatmap/read-level-metrics.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricKeys } from '#app/domain/heatmap/heatmap-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, onPaper } from '#app/lib/sheet/cell-columns.ts'
import { describeView } from './describe-view.server.ts'
import { metricColumns, metricRows } from './metric-rows.server.ts'
import { familiesByName, metricsOnPaper } from './on-paper.ts'

const teamOfMetric = cellOf(metricColumns, 'team')
const nameOfMetric = cellOf(metricColumns, 'metric_name')

/** The file of a level's metrics. */
export async function describeMetrics(
	session: AccountSession,
	asked: AskedHeatmap,
	{ isOnPaper }: { isOnPaper: boolean },
) {
	const { view, search } = asked
	const { asOf, place, file, footer, about } = describeView(session, asked)
	const of = await readMetrics(session, asked, asOf)
	return {
		footer,
		rows: isOnPaper ? familiesByName(of.rows, { columns: metricColumns, families: view.families }) : of.rows,
		columns: onPaper(metricColumns, metricsOnPaper),
		name: `${of.key}-${file}`,
		title: `${of.title} · ${place}`,
		about: async () => [...(await about()), ...of.about, aboutCount('Number of rows', of.rows.length)],
		groupOf: (row: CellRow) => String(search.metric ? teamOfMetric(row) : nameOfMetric(row)),
	}
}

/** The one metric that was asked for by role family, or each of them for one family or all. */
async function readMetrics(
	{ scope, person }: AccountSession,
	{ view, search, family }: AskedHeatmap,
	asOf: string,
) {
	if (search.metric) {
		const read = await readMetricHeatmap(scope, person, { view, metricKey: search.metric })
		if (!read?.level) throw notFound()
		const { metric, level } = read
		return {
			...{ rows: [...metricRows(view, { metric, level, asOf })], key: metric.key, title: metric.name },
			about: [
				aboutText('Metric', `${metric.name} (${metric.key})`),
				aboutText('Values', `from ${level.firstOn} to ${level.lastOn}`),
			],
		}
	}
	const columnOf = (level: MetricLevel) => metricColumnFor(level, family?.id ?? allFamiliesId)
	const isWanted = (level: MetricLevel) => columnOf(level) !== undefined
	const read = await readLevelMetrics(scope, person, { view, keys: readMetricKeys(search.metrics), isWanted })
	const rows = read.flatMap(({ metric, level }) => [
		...metricRows(view, { metric, level, asOf, columnId: columnOf(level) }),
	])
	const title = `Metrics · ${family?.name ?? 'All families'}`
	return { rows, key: 'heatmap-metrics', title, about: [] }
}
