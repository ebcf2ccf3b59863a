import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { sortRows } from '#app/domain/heatmap/sort-rows.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { allFamiliesId } from './describe-heat-cell.ts'
import type { HeatColumnSource, HeatScale } from './heat-cell.ts'
import { cycleColumnsOf, questionColumnsOf, tierColumnsOf } from './heat-columns.ts'
import { heatStatisticWords } from './heat-statistic.ts'
import type { HeatLevel } from './heat-table.ts'
import { familyColumnsOf } from './heat-table.ts'
import { metricColumnOf } from './metric-column.ts'

export type ViewColumns = {
	sources: HeatColumnSource[]
	scale: HeatScale
	/** What a change in a cell is since; null where none is shown. */
	changeSince: string | null
	/** Whether the targets are not known yet, because the cycle is running. */
	lacksTargets: boolean
}

type View = HeatLevel &
	Parameters<typeof metricColumnOf>[0] & { comparisonName: string | null; comparesVersions: boolean }

/** What the columns are made of beside the cells of the view. */
type Figures =
	| {
			by: 'families'
			targets: { of: (nodeId: string, familyId: string | null) => { halfSteps: number } | null } | null
	  }
	| { by: 'questions' }
	| { by: 'tiers' }
	| {
			by: 'cycles'
			cycles: readonly {
				ref: string
				name: string
				version: number | null
				isCorrected: boolean
				k: number
				cells: ReadonlyMap<string, NodeCells>
			}[]
	  }
	| {
			by: 'metrics'
			metrics: readonly { metric: MetricDefinition; level: Parameters<typeof metricColumnOf>[1] }[]
	  }

export type OfViewColumns = {
	statistic: HeatStatistic
	/** A family's id, or `allFamiliesId`. */
	familyId: string
	questions: readonly { key: string; text: string }[]
	locale: string
	links: { cellHref: (nodeId: string, familyId: string, cycle?: string) => string }
	familyHref: (key: string) => string | undefined
}

/** The columns of a heatmap, each with what the reader gets in it. */
export function columnsOfView(view: View, figures: Figures, of: OfViewColumns): ViewColumns {
	const { statistic, familyId, links, locale } = of
	const shared = { statistic, locale, familyId }
	const cellHref = (nodeId: string) => links.cellHref(nodeId, familyId)
	const common = {
		...{ scale: heatStatisticWords[statistic].scale, changeSince: view.comparisonName },
		lacksTargets: false,
	}
	switch (figures.by) {
		case 'questions': {
			const questionHref = (nodeId: string, question: string) => `${cellHref(nodeId)}#${question}`
			const sources = questionColumnsOf(view, {
				...{ ...shared, questions: of.questions, cellHref: questionHref },
			})
			return { ...common, sources, changeSince: view.comparesVersions ? null : view.comparisonName }
		}
		case 'tiers':
			return {
				...common,
				sources: tierColumnsOf(view, { ...shared, cellHref }),
				scale: 'lens',
				changeSince: null,
			}
		case 'cycles': {
			const all = figures.cycles.map((cycle) => ({ ...cycle, version: versionText(cycle, locale) }))
			const sources = cycleColumnsOf(all, {
				...shared,
				cellHref: (nodeId, cycle) => links.cellHref(nodeId, familyId, cycle),
			})
			return { ...common, sources, changeSince: all.length > 1 ? 'the cycle beside it' : null }
		}
		case 'metrics': {
			const sources = figures.metrics.flatMap(({ metric, level }) =>
				metricColumnOf(view, level, {
					...{ metric, locale, familyId },
					cellHref: (nodeId) => `${cellHref(nodeId)}&${new URLSearchParams({ metric: metric.key })}`,
				}),
			)
			return { ...common, sources, scale: 'lens' }
		}
		case 'families': {
			const { targets } = figures
			const targetOf = (nodeId: string, id: string) =>
				targets ? (targets.of(nodeId, id === allFamiliesId ? null : id)?.halfSteps ?? null) : 'unfrozen'
			const sources = familyColumnsOf(view, {
				...{ statistic, locale, cellHref: links.cellHref, familyHref: of.familyHref },
				targetOf: statistic === 'target' ? targetOf : undefined,
			})
			return { ...common, sources, lacksTargets: statistic === 'target' && targets === null }
		}
	}
}

const versionText = (
	{ version, isCorrected }: { version: number | null; isCorrected: boolean },
	locale: string,
): string | undefined =>
	version === null ? 'running' : isCorrected ? `version ${formatNumber(version, locale)}` : undefined

type Node = { id: string; name: string }

/** How the rows of a view are sorted: by a column that there is, else by name. */
export function sortOf(
	sources: readonly HeatColumnSource[],
	{ sort, order }: { sort: string; order?: 'asc' | 'desc' | undefined },
): { id: string; order: 'asc' | 'desc' } {
	const isSorted = sources.some(({ id }) => id === sort)
	return { id: isSorted ? sort : 'name', order: order ?? (isSorted ? 'desc' : 'asc') }
}

/** The rows below a view's node by what the reader is shown, without those that stand first anyway. */
export function arrangeRows<Row extends Node>(
	{ children, pinned }: { children: readonly Row[]; pinned: readonly Node[] },
	sources: readonly HeatColumnSource[],
	asked: { sort: string; order?: 'asc' | 'desc' | undefined },
): Row[] {
	const isPinned = new Set(pinned.map(({ id }) => id))
	const below = children.filter(({ id }) => !isPinned.has(id))
	const { id: columnId, order } = sortOf(sources, asked)
	const column = sources.find(({ id }) => id === columnId)
	return column ? sortRows(below, ({ id }) => column.cellOf(id).order, order) : below
}
