import { figureOfCycle } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { noFigureTexts } from '#app/domain/metric/metric-words.ts'
import type { NodeMetrics } from '#app/domain/suppression/apply-metric-pattern.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { allFamiliesId, cellOfFamily } from './describe-heat-cell.ts'
import type { HeatCell, HeatColumn, HeatRow } from './heat-cell.ts'
import type { ComparedFigure, MetricFigure } from './metric-figure.ts'
import {
	changeText,
	compareMetricFigures,
	madeOf,
	metricColumnsOf,
	metricFigureOf,
	teamsColumnId,
} from './metric-figure.ts'

type Level = {
	cycle: { name: string }
	comparisonName: string | null
	families: readonly { id: string; key: string; name: string }[]
	node: Node
	children: readonly Node[]
	/** The tiers, which stand beside the metric. */
	cells: ReadonlyMap<string, NodeCells>
	k: number
}
type Node = { id: string; name: string }
type Metrics = {
	cells: ReadonlyMap<string, NodeMetrics>
	comparisonCells: ReadonlyMap<string, NodeMetrics>
	familyIds: readonly string[]
	hasTeams: boolean
}
type Of = {
	metric: MetricDefinition
	locale: string
	nodeHref: (nodeId: string) => string
	cellHref: (nodeId: string, familyId: string) => string
	familyHref?: (key: string) => string | undefined
	noteOf?: (nodeId: string) => string | undefined
}

/** The table of a metric: a column for each family whose people have values, and one for what came for teams. */
export function metricHeatTableOf(level: Level, metrics: Metrics, of: Of) {
	const columns = metricColumnsOf(metrics).map((id): HeatColumn => {
		if (id === allFamiliesId) return { id, label: 'All families' }
		if (id === teamsColumnId) return { id, label: 'Teams', note: 'as it came for them' }
		const family = level.families.find((one) => one.id === id)
		return { id, label: family?.name ?? '', href: family && of.familyHref?.(family.key) }
	})
	const nodes = [level.node, ...level.children]
	const figures = new Map(
		nodes.map(({ id }) => [
			id,
			columns.map((column) => {
				const now = metricFigureOf(metrics.cells.get(id), column.id)
				const before = metricFigureOf(metrics.comparisonCells.get(id), column.id)
				return { now, ...compareMetricFigures(of.metric, { now, before, k: level.k }) }
			}),
		]),
	)
	const place = placeOn(
		of.metric,
		level.children.flatMap(({ id }) => (figures.get(id) ?? []).flatMap(({ value }) => value ?? [])),
	)
	const rowOf = (node: Node, href: string | undefined): HeatRow => ({
		...{ id: node.id, label: node.name, note: of.noteOf?.(node.id), href },
		cells: columns.map((column, i) => {
			const figure = figures.get(node.id)?.[i]
			if (!figure) return { kind: 'empty' }
			return cellOf(level, of, { ...figure, nodeId: node.id, columnId: column.id, place })
		}),
	})
	return {
		columns,
		total: rowOf(level.node, undefined),
		rows: level.children.map((child) => rowOf(child, of.nodeHref(child.id))),
		stops: place.stops,
	}
}

type Place = { of: (value: number) => number; stops: { value: number; amount: number }[] }

/** Where a value lies on the colours: a share by itself, anything else between the least and the most of the rows. */
function placeOn({ unit }: MetricDefinition, values: readonly number[]): Place {
	const clamp = (value: number) => Math.min(1, Math.max(0, value))
	if (unit === 'share') {
		const stops = [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({ value, amount: value }))
		return { of: clamp, stops }
	}
	const [least, most] = [Math.min(...values), Math.max(...values)]
	if (!(least < most)) return { of: () => 0.5, stops: [] }
	return {
		of: (value) => clamp((value - least) / (most - least)),
		stops: [0, 1].map((value) => ({ value, amount: value === 0 ? least : most })),
	}
}

type Printed = ComparedFigure & { now: MetricFigure; nodeId: string; columnId: string; place: Place }

function cellOf(level: Level, { metric, locale, cellHref }: Of, printed: Printed): HeatCell {
	const { now, nodeId, columnId, value, before, place } = printed
	const familyId = columnId === teamsColumnId ? allFamiliesId : columnId
	const href = cellHref(nodeId, familyId)
	const { cell, source } = now
	if (cell.kind === 'empty') return { kind: 'empty' }
	if (cell.kind === 'suppressed') return { kind: 'suppressed', href }
	if (cell.kind === 'none') return { kind: 'none', note: 'no values', href }
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	if (!figure.ok || value === null) {
		return {
			...{ kind: 'none', note: 'no figure', href },
			...(figure.ok ? {} : { description: noFigureTexts[figure.reason] }),
		}
	}
	const { tier } = cellOfFamily(level.cells.get(nodeId), familyId)
	const tierText = tier.kind === 'shown' ? formatTier(tierOf(tier.summary.meanHalfSteps), locale) : null
	const text = formatMetricValue(value, metric, locale)
	const made = madeOf(now, locale)
	const partial = now.leftOut > 0
	const changed = before === null ? null : changeText(metric, { from: before, to: value }, locale)
	return {
		...{ kind: 'value', value: place.of(value), text, href },
		change: changed && before !== null ? { value: value - before, text: changed } : undefined,
		note: [made.short, partial && 'partial', tierText && `tier ${tierText}`].filter(Boolean).join(' · '),
		description: [
			`${metric.name} ${text}`,
			made.long,
			partial && 'without hidden families',
			tierText && `mean tier ${tierText}`,
			level.cycle.name,
			changed && `${changed} since ${level.comparisonName}`,
		]
			.filter(Boolean)
			.join(' · '),
	}
}
