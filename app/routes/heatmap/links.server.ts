import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapSearch } from '#app/domain/heatmap/heatmap-search.ts'

/** Parameters without those that say nothing. */
const said = (all: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** Where a heatmap leads, with what was chosen carried along. */
export function linksOf(search: HeatmapSearch, { root, cycle }: { root: string; cycle: string }) {
	const { statistic, by, family, since, metric, metrics, sort, order, q, pin } = search
	const isByFamily = by === 'families'
	const printed = { statistic: statistic === 'mean' ? '' : statistic, since, metric }
	const beside = by === 'metrics' ? { metrics } : {}
	const columns = isByFamily ? {} : { by, family, ...beside }
	const sorted = { sort: sort === 'name' ? '' : sort, order }
	const href = (to: string, nodeId: string, more: Record<string, string | undefined>, ofCycle = cycle) =>
		`${root}${to}?${new URLSearchParams(said({ cycle: ofCycle, node: nodeId, ...more }))}`
	return {
		nodeHref: (id: string) => href('', id, { ...printed, ...columns, ...sorted }),
		/** The cell says with `of` which family the columns were of, for the way back. */
		cellHref: (id: string, familyId: string, ofCycle?: string) =>
			href(
				'/cell',
				id,
				{
					...{ family: familyId, ...printed, ...beside },
					...(isByFamily ? {} : { by, of: family || allFamiliesId }),
				},
				ofCycle,
			),
		csvHref: (id: string) => href('.csv', id, { ...printed, ...columns, ...sorted, q, pin }),
	}
}
export type HeatmapLinks = ReturnType<typeof linksOf>
