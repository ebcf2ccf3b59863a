import { describeKeptFilter } from '#app/domain/export-log/export-words.ts'
import { heatRowsWords, readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { heatColumnText, heatStatisticText, raterChoiceText } from '#app/domain/heatmap/heatmap-words.ts'
import { readPins } from '#app/domain/heatmap/pins.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { ReportKind } from './report-kinds.ts'

/** A column that rows are sorted by; the name of a family stands in for its id already. */
function columnOf(value: string, by: string | undefined): string {
	if (value === 'all') return 'All families'
	const halfSteps = Number(/^tier-(\d)$/.exec(value)?.[1])
	if (isHalfSteps(halfSteps)) return `Tier ${tierOf(halfSteps).toFixed(1)}`
	return by === 'questions' ? 'a question' : by === 'metrics' ? 'a metric' : value
}

const lensNames: Record<string, string> = {
	levels: 'AI coding levels of teams',
	rungs: 'Agentic ladder of teams',
}

/** As the controls of the heatmap, and of what is shown of it over cycles, name them. Empty for what says nothing beside the others. */
const heatmapWords: Record<string, (value: string, all: Readonly<Record<string, string>>) => string> = {
	cycle: (value) => `Cycle: ${value}`,
	node: (value) => `Team: ${value}`,
	rows: (value) => `Rows: ${heatRowsWords(readHeatRows(value)).choice}`,
	by: (value) => `Columns: ${heatColumnText(value)}`,
	family: (value) => `Family: ${value === 'all' ? 'All families' : value}`,
	statistic: (value) => `Statistic: ${heatStatisticText(value)}`,
	raters: (value) => `Answers: ${raterChoiceText(value)}`,
	metric: (value) => `Metric beside the tiers: ${value}`,
	metrics: (value) => `Metrics: ${value}`,
	since: (value) => `Changes since: ${value}`,
	until: (value) => `Up to: ${value}`,
	lens: (value) => `Lens: ${lensNames[value] ?? value}`,
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

const ofHeatmap = new Set<ReportKind>(['heatmap', 'board', 'team-levels', 'trend', 'movement'])

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
		const text = words ? words(value, parameters) : describeKeptFilter({ [name]: value })
		return text === '' ? [] : text.charAt(0).toUpperCase() + text.slice(1)
	})
}
