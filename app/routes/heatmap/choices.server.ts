import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { HeatColumnSource } from '#app/charts/heat-cell.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { heatColumnKinds, heatColumnNames, statisticsOf } from '#app/domain/heatmap/heatmap-words.ts'

/** What can be chosen instead of what is shown, from the same place. */
export function choicesOf(
	{ view, search, families }: AskedHeatmap,
	sources: readonly HeatColumnSource[],
	hasMetrics: boolean,
) {
	const { cycle, cycles } = view
	const options = cycleOptions(cycles)
	// Newest first, so that what is earlier than a cycle follows it.
	const last = cycles.findLastIndex(({ name }) => name === cycle.name)
	return {
		cycles: options,
		since: options.slice(last + 1),
		columns: heatColumnKinds
			.filter((kind) => kind !== 'metrics' || hasMetrics || search.by === 'metrics')
			.map((kind) => ({ value: kind, label: heatColumnNames[kind] })),
		families: [
			...(search.by === 'questions' ? [] : [{ value: allFamiliesId, label: 'All families' }]),
			...families.map(({ id, name }) => ({ value: id, label: name })),
		],
		sorts: [
			{ value: 'name', label: 'Team, by name' },
			...sources.map(({ id, label }) => ({ value: id, label })),
		],
		statistics: [...statisticsOf[search.by]],
	}
}
