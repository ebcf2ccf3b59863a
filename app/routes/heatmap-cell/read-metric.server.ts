import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import {
	compareMetricFigures,
	madeOf,
	metricFigureOf,
	teamsColumnId,
	type MetricFigure,
} from '#app/charts/metric-figure.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { figureOfCycle } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { describeAggregation, noFigureTexts, sourceNames } from '#app/domain/metric/metric-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatNumber } from '#app/ui/format.tsx'

/** A metric in a cell of the heatmap: its figures, and what each is made of. Null where none is asked for, or none is in the cycle. */
export async function readCellMetric(
	{ scope, person, account }: AccountSession,
	view: HeatmapView,
	{ metricKey, familyId }: { metricKey: string; familyId: string },
) {
	if (!metricKey) return null
	const read = await readMetricHeatmap(scope, person, { view, metricKey })
	if (!read) throw notFound()
	const { metric, level } = read
	if (!level) return null
	const { id } = view.node
	const columns = [
		...(level.familyIds.length > 0 ? [familyId] : []),
		...(familyId === allFamiliesId && level.hasTeams ? [teamsColumnId] : []),
	]
	const seesEverybody = !view.isSuppressed || view.isOpen(id)
	return {
		name: metric.name,
		metric: { unit: metric.unit, currency: metric.currency, direction: metric.direction },
		href: `/a/${account.slug}/metrics/${metric.id}?${new URLSearchParams({ node: id })}`,
		adds: describeAggregation(metric),
		...{ firstOn: level.firstOn, lastOn: level.lastOn },
		figures: columns.map((columnId) => {
			const now = metricFigureOf(level.cells.get(id), columnId)
			const before = metricFigureOf(level.comparisonCells.get(id), columnId)
			const compared = compareMetricFigures(metric, { now, before, k: view.k })
			return {
				source: now.source,
				kind: now.cell.kind,
				...compared,
				text: textOf(metric, now, account.locale),
				made: now.cell.kind === 'shown' ? madeText(metric, now, account.locale, seesEverybody) : null,
			}
		}),
	}
}

function textOf(metric: MetricDefinition, { cell, source }: MetricFigure, locale: string): string {
	if (cell.kind !== 'shown') return '–'
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	return figure.ok ? formatMetricValue(figure.value, metric, locale) : '–'
}

/** Sums and counts of values only for who sees the people anyway: to others a figure and how many people are all that is told. */
function madeText(
	metric: MetricDefinition,
	of: MetricFigure,
	locale: string,
	seesEverybody: boolean,
): string {
	const { cell, source, leftOut } = of
	if (cell.kind !== 'shown') return ''
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	const number = (value: number) => formatNumber(value, locale, { maximumFractionDigits: 2 })
	const { parts } = cell
	const isDivided = metric.aggregation === 'ratio_of_sums' && parts.unweighted === 0
	const isOfPeople = source === 'people'
	return [
		isOfPeople || source === 'teams'
			? `Made ${madeOf(of, locale).long}${leftOut > 0 ? ', without hidden families' : ''}.`
			: `${sourceNames.own}.`,
		!figure.ok && `${noFigureTexts[figure.reason]}.`,
		(seesEverybody || !isOfPeople) &&
			`${number(parts.observations)} ${parts.observations === 1 ? 'value' : 'values'}${isDivided ? `, ${number(parts.sum)} together, divided by ${number(parts.weightSum)} (${metric.weightName?.toLowerCase()})` : ''}.`,
	]
		.filter(Boolean)
		.join(' ')
}

export type CellMetric = NonNullable<Awaited<ReturnType<typeof readCellMetric>>>
