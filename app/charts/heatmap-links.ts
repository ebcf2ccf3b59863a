import type { HeatmapSearch } from '#app/domain/heatmap/heatmap-search.ts'
import { allFamiliesId } from './describe-heat-cell.ts'

/** Parameters without those that say nothing. */
const said = (all: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** Where a heatmap leads, with what was chosen carried along. */
export function linksOf(
	search: HeatmapSearch,
	{ root, cycle, node }: { root: string; cycle: string; node: string },
) {
	const { statistic, by, family, since, metric, metrics, sort, order, q, pin, rows, raters } = search
	const isByFamily = by === 'families'
	const ofPeople = rows === 'teams' ? {} : { rows }
	const printed = {
		...{ statistic: statistic === 'mean' ? '' : statistic, since, metric },
		...{ ...ofPeople, raters: raters === 'agreed' ? '' : raters },
	}
	/** A row that is made of people is a part of the node: the cell has both. */
	const placeOf = (id: string): [string, { row?: string }] =>
		rows === 'teams' || id === node ? [id, {}] : [node, { row: id }]
	const beside = by === 'metrics' ? { metrics } : {}
	const columns = isByFamily ? {} : { by, family, ...beside }
	const sorted = { sort: sort === 'name' ? '' : sort, order }
	const href = (to: string, nodeId: string, more: Record<string, string | undefined>, ofCycle = cycle) =>
		`${root}${to}?${new URLSearchParams(said({ cycle: ofCycle, node: nodeId, ...more }))}`
	/** The cell says with `of` which family the columns were of, for the way back. */
	const cellHref = (id: string, familyId: string, ofCycle?: string) => {
		const [at, row] = placeOf(id)
		const way = isByFamily ? {} : { by, of: family || allFamiliesId, ...beside }
		return href('/cell', at, { family: familyId, ...row, ...printed, ...way }, ofCycle)
	}
	return {
		nodeHref: (id: string) => href('', id, { ...printed, ...columns, ...sorted }),
		/** Of a row that has nothing below it: what it is made of. */
		rowHref: (id: string) => cellHref(id, isByFamily ? allFamiliesId : family || allFamiliesId),
		cellHref,
		/** Metrics side by side, in another cycle, where this node may be none. */
		metricsHref: (id: string, ofCycle: string) =>
			`${root}?${new URLSearchParams({ cycle: ofCycle, near: id, by: 'metrics' })}`,
		csvHref: (id: string) => href('.csv', id, { ...printed, ...columns, ...sorted, q, pin }),
	}
}
export type HeatmapLinks = ReturnType<typeof linksOf>
