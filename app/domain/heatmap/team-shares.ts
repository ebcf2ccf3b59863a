import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { allHalfSteps } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { PlacedNode } from './order-tree.ts'

/** How many teams of a family have their median at each tier. Teams, not people: each counts once, however large. */
export type TeamShares = {
	byMedian: Readonly<Record<HalfSteps, number>>
	/** Teams whose median is shown. */
	shown: number
	/** Teams whose figures are hidden from the reader, as the heatmap shows each of them. */
	hidden: number
	/** Teams in which nobody is assessed. */
	notAssessed: number
}

export function countTeamsByMedian(cells: Iterable<ResultCell>): TeamShares {
	const byMedian: Record<HalfSteps, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0 }
	const teams = { shown: 0, hidden: 0, notAssessed: 0 }
	for (const cell of cells) {
		if (cell.kind === 'suppressed') teams.hidden += 1
		if (cell.kind === 'not-assessed') teams.notAssessed += 1
		if (cell.kind !== 'shown') continue
		teams.shown += 1
		const median = allHalfSteps.find((halfSteps) => halfSteps === cell.summary.medianHalfSteps)
		if (median) byMedian[median] += 1
	}
	return { byMedian, ...teams }
}

/**
 * The teams that count as one each: those of the family with nobody of it in a team below. What is above them would count the same
 * people again. The company as a whole is no team.
 *
 * @param nodes as one walks the tree
 * @param hasPeople whether anybody of the family takes part in a node or below it, which is no result
 */
export function lowestTeams<Node extends PlacedNode<{ id: string; parentId: string | null }>>(
	nodes: readonly Node[],
	hasPeople: (nodeId: string) => boolean,
): Node[] {
	const peopled = nodes.filter(({ id }) => hasPeople(id))
	const above = new Set(peopled.flatMap((node) => node.above))
	return peopled.filter((node) => node.above.length > 0 && !above.has(node.id))
}
