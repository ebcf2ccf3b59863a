import { meaningOfChange } from '#app/domain/metric/change.ts'
import { figureOfCycle } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricChange } from '#app/domain/metric/format-value.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { MetricCell, NodeMetrics } from '#app/domain/suppression/apply-metric-pattern.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { allFamiliesId } from './describe-heat-cell.ts'

/** Stands for what came for teams and the company, where columns are named. */
export const teamsColumnId = 'teams'

/** A metric at one node, of a family, of all of them, or of the teams: what a cell prints. */
export type MetricFigure = {
	cell: MetricCell
	source: Source
	/** Of all families: those in the figure. Figures over other families do not compare. */
	familyIds: readonly string[]
	leftOut: number
}

/** @param columnId of a family, `allFamiliesId` or `teamsColumnId` */
export function metricFigureOf(node: NodeMetrics | undefined, columnId: string): MetricFigure {
	const of = (cell: MetricCell, source: Source): MetricFigure => ({ cell, source, familyIds: [], leftOut: 0 })
	if (!node) return of({ kind: 'empty' }, 'people')
	if (columnId === teamsColumnId) {
		// What came for a node itself stands before what came for the teams below it.
		return node.own.kind === 'none' ? of(node.teams, 'teams') : of(node.own, 'own')
	}
	if (columnId === allFamiliesId) return { ...node.allFamilies, source: 'people' }
	const found = node.families.find(({ familyId }) => familyId === columnId)
	return { ...of(found?.cell ?? { kind: 'empty' }, 'people'), familyIds: [columnId] }
}

/** The columns of a metric: the families whose people have values, all of them where there are several, and the teams. */
export function metricColumnsOf({
	familyIds,
	hasTeams,
}: {
	familyIds: readonly string[]
	hasTeams: boolean
}) {
	return [
		...familyIds,
		...(familyIds.length > 1 ? [allFamiliesId] : []),
		...(hasTeams ? [teamsColumnId] : []),
	]
}

export type ComparedFigure = { value: number | null; before: number | null }

/** Both sides of a figure as numbers: null where there is none, or nothing is compared. */
export function compareMetricFigures(
	{ aggregation }: MetricDefinition,
	{ now, before, k }: { now: MetricFigure; before: MetricFigure; k: number },
): ComparedFigure {
	const valueOf = ({ cell, source }: MetricFigure) => {
		const figure = cell.kind === 'shown' ? figureOfCycle({ aggregation, source, parts: cell.parts }) : null
		return figure?.ok ? figure.value : null
	}
	const value = valueOf(now)
	const isLarge = ({ cell }: MetricFigure) => cell.kind === 'shown' && cell.parts.subjects >= k
	const isCompared =
		value !== null &&
		now.source === before.source &&
		[...now.familyIds].sort().join() === [...before.familyIds].sort().join() &&
		(now.source !== 'people' || (isLarge(now) && isLarge(before)))
	return { value, before: isCompared ? valueOf(before) : null }
}

/** '▼ −2 points better'. */
export function changeText(
	metric: MetricDefinition,
	{ from, to }: { from: number; to: number },
	locale: string,
) {
	const meaning = meaningOfChange(metric.direction, from, to)
	const text = formatMetricChange(from, to, metric, locale)
	return meaning === 'better' || meaning === 'worse' ? `${text} ${meaning}` : text
}

/** Of how many people or teams a figure is made. */
export function madeOf({ cell, source }: MetricFigure, locale: string): { short: string; long: string } {
	const n = cell.kind === 'shown' ? cell.parts.subjects : 0
	const count = formatNumber(n, locale)
	switch (source) {
		case 'people':
			return { short: `n ${count}`, long: `from the values of ${count} ${n === 1 ? 'person' : 'people'}` }
		case 'teams':
			return {
				short: `${count} ${n === 1 ? 'team' : 'teams'}`,
				long: `from the values of ${count} ${n === 1 ? 'team' : 'teams'}`,
			}
		case 'own':
			return { short: 'as it came', long: 'as it came' }
	}
}
