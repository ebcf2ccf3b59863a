import { describeKeptFilter } from '#app/domain/export-log/export-words.ts'
import { heatRowsWords, readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import {
	heatColumnKinds,
	heatColumnNames,
	heatStatisticNames,
	heatStatistics,
	raterChoiceNames,
	raterChoices,
} from '#app/domain/heatmap/heatmap-words.ts'
import { readPins } from '#app/domain/heatmap/pins.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { ReportKind } from './report-kinds.ts'

/** The words that a value has on the screen; itself where it has none. */
function named<Key extends string>(keys: readonly Key[], names: Record<Key, string>, value: string): string {
	const key = keys.find((one) => one === value)
	return key ? names[key] : value
}

/** A column that rows are sorted by; the name of a family stands in for its id already. */
function columnOf(value: string, by: string | undefined): string {
	if (value === 'all') return 'All families'
	const halfSteps = Number(/^tier-(\d)$/.exec(value)?.[1])
	if (isHalfSteps(halfSteps)) return `Tier ${tierOf(halfSteps).toFixed(1)}`
	return by === 'questions' ? 'a question' : by === 'metrics' ? 'a metric' : value
}

const lenses = ['levels', 'rungs'] as const
const lensNames = { levels: 'AI coding levels of teams', rungs: 'Agentic ladder of teams' }

/** As the heatmap's own controls name them. Empty for what says nothing beside the others. */
const heatmapWords: Record<string, (value: string, all: Readonly<Record<string, string>>) => string> = {
	cycle: (value) => `Cycle: ${value}`,
	node: (value) => `Team: ${value}`,
	rows: (value) => `Rows: ${heatRowsWords(readHeatRows(value)).choice}`,
	by: (value) => `Columns: ${named(heatColumnKinds, heatColumnNames, value)}`,
	family: (value) => `Family: ${value === 'all' ? 'All families' : value}`,
	statistic: (value) => `Statistic: ${named(heatStatistics, heatStatisticNames, value)}`,
	raters: (value) => `Answers: ${named(raterChoices, raterChoiceNames, value)}`,
	metric: (value) => `Metric beside the tiers: ${value}`,
	since: (value) => `Changes since: ${value}`,
	lens: (value) => `Lens: ${named(lenses, lensNames, value)}`,
	sort: (value, { by }) => `Sorted by: ${columnOf(value, by)}`,
	order: (value, { sort }) =>
		sort === undefined
			? value === 'desc'
				? 'By name, from the end'
				: ''
			: value === 'asc'
				? 'Lowest first'
				: 'Highest first',
	pin: (value) => {
		const { length } = readPins(value)
		return length === 0 ? '' : length === 1 ? '1 row kept at the top' : `${length} rows kept at the top`
	},
}

const ofHeatmap = new Set<ReportKind>(['heatmap', 'board', 'team-levels'])

/**
 * What a saved report is asked for, one part a line, in the words of its page.
 *
 * @param parameters with names in the place of ids
 */
export function describeReportParameters(
	kind: ReportKind,
	parameters: Readonly<Record<string, string>>,
): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const words = ofHeatmap.has(kind) ? heatmapWords[name] : undefined
		return (words ? words(value, parameters) : describeKeptFilter({ [name]: value })) || []
	})
}
