import type { AccountSession } from '#app/auth/account-context.server.ts'
import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import { metricColumnFor } from '#app/charts/metric-column.ts'
import { aboutHeatmapView } from '#app/data/about-heatmap-view.server.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readLevelMetrics } from '#app/data/heatmap/read-level-metrics.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import { readRowCycles } from '#app/data/heatmap/read-row-cycles.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { heatRowsText, heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import { heatColumnNames, readMetricKeys } from '#app/domain/heatmap/heatmap-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutFilters, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellColumn, CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, onPaper } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import type { Route } from './+types/route.ts'
import { describeLens } from './describe-lens.server.ts'
import { metricColumns, metricRows } from './metric-rows.server.ts'
import { familiesByName, heatmapOnPaper, metricsOnPaper, sidesOnPaper } from './on-paper.ts'
import type { About } from './rows.server.ts'
import { cycleRows, heatmapColumns, heatmapRows, questionRows, tierRows } from './rows.server.ts'
import { sidesColumns, sidesRows } from './sides-rows.server.ts'

const teamOfMetric = cellOf(metricColumns, 'team')
const nameOfMetric = cellOf(metricColumns, 'metric_name')

/**
 * The level of the heatmap that the screen shows, with every page of its rows, as the address ends, CSV, workbook or paper: each
 * statistic, or the metrics that stand in their place.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { searchParams: params, pathname } = new URL(request.url)
	const isOnPaper = pathname.endsWith('.pdf')
	if (params.has('lens')) {
		const session = requireAccess(context, 'team-assessments.read')
		return answerWithSheet({ request, context }, await describeLens(session, params, { isOnPaper }))
	}
	const session = requireAccess(context, 'heatmap.read')
	const { scope, person } = session
	const asked = await readAskedHeatmap(scope, person, { params, pageSize: null })
	if (asked === null || asked === 'nothing') throw notFound()
	const { view, search, family } = asked
	const asOf = (view.cycle.publishedAt ?? new Date()).toISOString()
	const place = `${view.node.name} · ${view.cycle.name}`
	const file = `${view.cycle.name}-${view.node.name}`
	const footer = 'figures as the person who made this file may see them'
	const rowWords = heatRowsWords(asked.rows)
	const asPrinted = (rows: readonly CellRow[], columns: readonly CellColumn[]) =>
		isOnPaper ? familiesByName(rows, { columns, families: view.families }) : rows
	const aboutView = async () => [
		...(await aboutHeatmapView(scope, { view })),
		...(asked.rows.kind === 'teams'
			? []
			: [aboutText('What the rows are', rowWords.choice), aboutText('Counted', rowWords.counts)]),
		aboutText('Columns', heatColumnNames[search.by]),
		...asked.refusals.map((text) => aboutText('Not shown', text)),
		aboutFilters(
			{ 'role family': search.by === 'families' ? undefined : family?.name, search: search.q || undefined },
			'all role families and teams',
		),
	]
	if (search.metric || search.by === 'metrics') {
		const of = await readMetrics(session, asked, asOf)
		return answerWithSheet(
			{ request, context },
			{
				...{
					footer,
					rows: asPrinted(of.rows, metricColumns),
					columns: onPaper(metricColumns, metricsOnPaper),
					name: `${of.key}-${file}`,
				},
				title: `${of.title} · ${place}`,
				about: async () => [
					...(await aboutView()),
					...of.about,
					aboutCount('Number of rows', of.rows.length),
				],
				groupOf: (row) => String(search.metric ? teamOfMetric(row) : nameOfMetric(row)),
			},
		)
	}
	const rubric = await readRubric(scope, view.cycle)
	const { rows: kind } = asked
	const about = { frameworkKey: rubric.key, frameworkVersion: rubric.version, asOf, rows: kind }
	const columns = asked.isApart
		? onPaper(sidesColumns(kind), sidesOnPaper(search.by))
		: onPaper(heatmapColumns(kind), heatmapOnPaper(search.by))
	const rows = asked.isApart
		? await sidesRows(session, asked, about)
		: [...(await rowsOf(session, asked, about))]
	const names = [
		'heatmap',
		...(search.by === 'families' ? [] : [search.by]),
		...(kind.kind === 'teams' ? [] : [heatRowsText(kind)]),
		...(asked.isApart ? ['self-and-manager'] : []),
	]
	const nameOfRow = cellOf(columns, kind.kind === 'teams' ? 'team' : 'row')
	return answerWithSheet(
		{ request, context },
		{
			...{ footer, rows: asPrinted(rows, columns), columns, name: `${names.join('-')}-${file}` },
			title: [
				`Heatmap${asked.isApart ? ', self and manager apart' : ''}`,
				search.by !== 'families' && (family?.name ?? 'All families'),
				place,
			]
				.filter(Boolean)
				.join(' · '),
			about: async () => [
				...(await aboutView()),
				aboutText(
					'Role families',
					'Side by side, not ranked: their questions ask for different things, and the columns of some are a floor, not a ceiling.',
				),
				aboutText('Every column', 'Paper has room for some of them: all are in the CSV and the Excel file.'),
				...(asked.isApart ? [aboutText('Pairs', aboutPairs)] : []),
				aboutCount('Number of rows', rows.length),
			],
			groupOf: (row) => String(nameOfRow(row)),
		},
	)
}

const aboutPairs =
	'Both raters of the same people, of pairs in which both have answered and the answers are open, as they were sent last.'

async function rowsOf(
	{ scope, person }: AccountSession,
	{ view, search, family, questions }: AskedHeatmap,
	about: About,
): Promise<Iterable<CellValue[]>> {
	const familyId = family?.id ?? allFamiliesId
	switch (search.by) {
		case 'questions':
			return family ? questionRows(view, { ...about, family, questions }) : []
		case 'cycles':
			return cycleRows(view, {
				...{ ...about, familyId, cycles: await readRowCycles(scope, person, { view, rows: about.rows }) },
			})
		case 'tiers':
			return tierRows(view, { ...about, familyId, targets: await readLevelTargets(scope, { view }) })
		default:
			return heatmapRows(view, { ...about, targets: await readLevelTargets(scope, { view }) })
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
