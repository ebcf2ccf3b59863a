import type { AccountScope } from '#app/data/account-scope.server.ts'
import { movedGroups } from '#app/charts/moved-cells.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { hasHardlyMoved } from '#app/domain/heatmap/has-moved.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'

/** So many groups are named: the stalls have them all. */
const most = 3

/**
 * Groups of the rows that home shows which are below their kept target and hardly moved, of figures that the reader gets in both
 * cycles: the largest first, then as in the table, so that no family is ranked. Whether they are the same people takes the read of
 * the whole tree, which the page of the stalls does.
 */
export async function readStuck(
	scope: AccountScope,
	{ view, locale }: { view: HeatmapView; locale: string },
) {
	if (view.comparisonId === null) return null
	const still = movedGroups(view, locale).filter(hasHardlyMoved)
	const targets = await readLevelTargets(scope, { view })
	return still
		.flatMap((group) => {
			const target = targets?.of(group.nodeId, group.familyId)
			if (!target || group.now >= target.halfSteps) return []
			return [{ ...group, targetText: `target ${formatTier(tierOf(target.halfSteps), locale)}` }]
		})
		.toSorted((a, b) => b.n - a.n)
		.slice(0, most)
}
