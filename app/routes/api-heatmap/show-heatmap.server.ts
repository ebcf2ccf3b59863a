import type { z } from 'zod'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapCycle, HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { coverageCellSchema, heatmapSchema, tierCellSchema } from '#app/domain/api/result-operations.ts'
import { tierOf } from '#app/domain/tier/tier.ts'

/** A level of the heatmap as the API tells of it: the same cells as the page's, already as the reader gets them. */
export function showHeatmap(view: HeatmapView): z.input<typeof heatmapSchema> {
	const { cycle, node, children, families } = view
	const columns = [...families, { id: allFamiliesId, key: allFamiliesId }]
	const keysOf = (ids: readonly string[]) =>
		families.filter((family) => ids.includes(family.id)).map(({ key }) => key)
	return {
		cycle: showCycle(cycle),
		cycles: view.cycles.map(showCycle),
		comparedWith: view.comparisonName,
		comparesVersions: view.comparesVersions,
		minimumGroupSize: view.k,
		families,
		path: view.path,
		node,
		children,
		rows: [node, ...children].map(({ id }) => ({
			nodeId: id,
			cells: columns.map((family) => {
				const now = cellOfFamily(view.cells.get(id), family.id)
				const before = cellOfFamily(view.comparisonCells.get(id), family.id)
				const change = changeOfCell(now, before, view.k)
				return {
					family: family.key,
					familiesIncluded: now.tier.kind === 'shown' ? keysOf(now.familyIds) : [],
					coverage: showCoverage(now),
					tier: showTier(now),
					changeOfMean: change && tierOf(change.meanHalfSteps),
				}
			}),
		})),
	}
}

const showCycle = ({ publishedAt, ...cycle }: HeatmapCycle) => ({
	...cycle,
	publishedAt: publishedAt?.toISOString() ?? null,
})

function showCoverage({ coverage }: CellOfFamily): z.input<typeof coverageCellSchema> {
	if (coverage.kind !== 'shown') return { state: coverage.kind }
	const { eligible, assessed, share } = coverage.coverage
	return { state: 'shown', eligible, assessed, share }
}

function showTier({ tier }: CellOfFamily): z.input<typeof tierCellSchema> {
	if (tier.kind !== 'shown') return { state: tier.kind }
	const { n, meanHalfSteps, medianHalfSteps, shareAtTierTwoOrAbove, distribution } = tier.summary
	return {
		state: 'shown',
		n,
		mean: tierOf(meanHalfSteps),
		median: tierOf(medianHalfSteps),
		shareAtTier2OrAbove: shareAtTierTwoOrAbove,
		distribution: [...distribution],
	}
}
