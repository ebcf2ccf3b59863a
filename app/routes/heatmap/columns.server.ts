import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { HeatColumnSource, HeatScale } from '#app/charts/heat-cell.ts'
import { cycleColumnsOf, questionColumnsOf, tierColumnsOf } from '#app/charts/heat-columns.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { familyColumnsOf } from '#app/charts/heat-table.ts'
import { metricColumnFor, metricColumnOf } from '#app/charts/metric-column.ts'
import type { LevelCycle } from '#app/data/heatmap/read-level-cycles.server.ts'
import { readLevelCycles } from '#app/data/heatmap/read-level-cycles.server.ts'
import { readLevelMetrics } from '#app/data/heatmap/read-level-metrics.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { HeatColumnKind, HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import type { RubricQuestion } from '#app/domain/framework/rubric.ts'
import { formatNumber } from '#app/ui/format.tsx'
import type { HeatmapLinks } from './links.server.ts'

export type Columns = {
	sources: HeatColumnSource[]
	scale: HeatScale
	/** What a change in a cell is since; null where none is shown. */
	changeSince: string | null
	/** Whether the targets are not known yet, because the cycle is running. */
	lacksTargets: boolean
}

type Of = {
	by: HeatColumnKind
	statistic: HeatStatistic
	/** A family's id, or `allFamiliesId`. */
	familyId: string
	questions: readonly Pick<RubricQuestion, 'key' | 'text'>[]
	links: HeatmapLinks
	/** Keys of the metrics that are to stand side by side; none for the usual ones. */
	metrics: readonly string[]
	familyHref: (key: string) => string | undefined
}

/** The columns that an address asks for, each with what the reader gets in it. */
export async function readColumns(session: AccountSession, view: HeatmapView, of: Of): Promise<Columns> {
	const { scope, person, account } = session
	const { statistic, familyId, links } = of
	const { locale } = account
	const shared = { statistic, locale, familyId }
	const cellHref = (nodeId: string) => links.cellHref(nodeId, familyId)
	const common = {
		...{ scale: heatStatisticWords[statistic].scale, changeSince: view.comparisonName },
		lacksTargets: false,
	}
	switch (of.by) {
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
			const read = await readLevelCycles(scope, person, { view })
			const all = read.map((cycle) => ({ ...cycle, version: versionText(cycle, locale) }))
			const sources = cycleColumnsOf(all, {
				...shared,
				cellHref: (nodeId, cycle) => links.cellHref(nodeId, familyId, cycle),
			})
			return { ...common, sources, changeSince: all.length > 1 ? 'the cycle beside it' : null }
		}
		case 'metrics': {
			const isWanted = (level: MetricLevel) => metricColumnFor(level, familyId) !== undefined
			const read = await readLevelMetrics(scope, person, { view, keys: of.metrics, isWanted })
			const sources = read.flatMap(({ metric, level }) =>
				metricColumnOf(view, level, {
					...{ metric, locale, familyId },
					cellHref: (nodeId) => `${cellHref(nodeId)}&${new URLSearchParams({ metric: metric.key })}`,
				}),
			)
			return { ...common, sources, scale: 'lens' }
		}
		case 'families': {
			const targets = statistic === 'target' ? await readLevelTargets(scope, { view }) : null
			const targetOf = (nodeId: string, id: string) =>
				targets ? (targets.of(nodeId, id === allFamiliesId ? null : id)?.halfSteps ?? null) : 'unfrozen'
			const sources = familyColumnsOf(view, {
				...{ statistic, locale, cellHref: links.cellHref, familyHref: of.familyHref },
				targetOf: statistic === 'target' ? targetOf : undefined,
			})
			return {
				...{ ...common, sources },
				lacksTargets: statistic === 'target' && targets === null,
			}
		}
	}
}

const versionText = ({ version, isCorrected }: LevelCycle, locale: string): string | undefined =>
	version === null ? 'running' : isCorrected ? `version ${formatNumber(version, locale)}` : undefined
