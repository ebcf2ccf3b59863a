import type { AccountSession } from '#app/auth/account-context.server.ts'
import { compareMetricFigures, metricFigureOf, teamsColumnId } from '#app/charts/metric-figure.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { listSnapshotMetrics } from '#app/data/snapshot-metrics/list-snapshot-metrics.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { figureRow } from '#app/domain/framework/figure-text.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'
import { metricOfFigure } from './figure-metrics.ts'

/** The account's own figure of a metric, and in the cycle before. */
type OwnFigure =
	{ name: string; now: string; before: string | null } | { name: string; kind: 'suppressed' | 'none' }

/** The sources' figures with their citations, beside what the account itself measures of the same. */
export async function readFigures({ scope, person, account }: AccountSession, view: PublishedView) {
	const { locale } = account
	const own = new Map<string, OwnFigure>()
	const published = await listSnapshotMetrics(scope, { snapshotId: view.snapshotId })
	const wanted = new Set(Object.values(metricOfFigure))
	for (const { key: metricKey } of published.filter(({ key }) => wanted.has(key))) {
		const read = await readMetricHeatmap(scope, person, { view, metricKey })
		const figure = read?.level && ownFigure(view, { ...read, level: read.level }, locale)
		if (figure) own.set(metricKey, figure)
	}
	// What the marketing survey says of teams has a part of the page of its own.
	const apart = new Set(
		map.families.flatMap(
			({ externalValidation }) => externalValidation?.stages.map(({ figure }) => figure) ?? [],
		),
	)
	const names = new Map(map.rubric.families.map(({ key, name }) => [key, name]))
	return map.figures
		.filter(({ key }) => !apart.has(key))
		.map((figure) => {
			const metricKey = metricOfFigure[figure.key]
			return {
				...figureRow(figure, locale),
				family: (figure.where.family && names.get(figure.where.family)) ?? 'All families',
				own: (metricKey && own.get(metricKey)) || null,
			}
		})
}

export type FigureBeside = Awaited<ReturnType<typeof readFigures>>[number]

type Read = NonNullable<Awaited<ReturnType<typeof readMetricHeatmap>>>

/** Of the company as a whole; null where there is nothing to look at. */
function ownFigure(
	view: PublishedView,
	{ metric, level }: Read & { level: NonNullable<Read['level']> },
	locale: string,
): OwnFigure | null {
	const family = metric.families.find(({ id }) => level.familyIds.includes(id))
	const columnId = family?.id ?? teamsColumnId
	const now = metricFigureOf(level.cells.get(view.node.id), columnId)
	const before = metricFigureOf(level.comparisonCells.get(view.node.id), columnId)
	const { name } = metric
	if (now.cell.kind === 'suppressed') return { name, kind: 'suppressed' }
	const compared = compareMetricFigures(metric, { now, before, k: view.k })
	if (compared.value === null) return { name, kind: 'none' }
	const text = (value: number) => formatMetricValue(value, metric, locale)
	return { name, now: text(compared.value), before: compared.before === null ? null : text(compared.before) }
}
