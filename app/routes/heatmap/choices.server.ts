import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { HeatColumnSource } from '#app/charts/heat-cell.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { heatRowsText, heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import {
	columnKindsOf,
	heatColumnNames,
	offeredStatistics,
	raterChoiceNames,
	raterChoices,
} from '#app/domain/heatmap/heatmap-words.ts'

/** What can be chosen instead of what is shown, from the same place. */
export function choicesOf(
	{ view, search, families, rows, rowChoices, isApart, mayBeApart }: AskedHeatmap,
	sources: readonly HeatColumnSource[],
	hasMetrics: boolean,
) {
	const { cycle, cycles } = view
	const kind = { isOfPeople: rows.kind !== 'teams', isApart }
	const options = cycleOptions(cycles)
	// Newest first, so that what is earlier than a cycle follows it.
	const last = cycles.findLastIndex(({ name }) => name === cycle.name)
	return {
		/** None where there is nothing to choose: whoever reads groups has teams alone. */
		rows:
			rowChoices.length > 1
				? rowChoices.map((one) => ({ value: heatRowsText(one), label: heatRowsWords(one).choice }))
				: [],
		raters: mayBeApart ? raterChoices.map((one) => ({ value: one, label: raterChoiceNames[one] })) : [],
		cycles: options,
		since: options.slice(last + 1),
		columns: columnKindsOf(kind)
			.filter((kind) => kind !== 'metrics' || hasMetrics || search.by === 'metrics')
			.map((kind) => ({ value: kind, label: heatColumnNames[kind] })),
		families: [
			...(search.by === 'questions' ? [] : [{ value: allFamiliesId, label: 'All families' }]),
			...families.map(({ id, name }) => ({ value: id, label: name })),
		],
		sorts: [
			{ value: 'name', label: `${heatRowsWords(rows).one}, by name` },
			...sources.map(({ id, label }) => ({ value: id, label })),
		],
		statistics: offeredStatistics(search.by, kind),
	}
}
