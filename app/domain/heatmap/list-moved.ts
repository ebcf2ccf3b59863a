import { changeBetween } from '#app/domain/statistics/change.ts'
import { printedTierChange } from '#app/domain/statistics/printed-change.ts'
import type { NodeCells, ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { hasMoved } from './has-moved.ts'

/** One level of a heatmap with the cells of the cycle before. */
type Level = {
	node: { id: string; name: string }
	children: readonly { id: string; name: string }[]
	families: readonly { id: string; name: string }[]
	cells: ReadonlyMap<string, NodeCells>
	comparisonCells: ReadonlyMap<string, NodeCells>
	/** The least number of people on both sides. */
	k: number
}

/** A group whose mean has changed; half-steps. */
export type Moved = {
	nodeId: string
	nodeName: string
	familyId: string
	familyName: string
	before: number
	now: number
	/** People in the mean now. */
	n: number
}

/**
 * The greatest changes of the mean in one level, `most` of each family, the families in the account's order: they are not ranked
 * against each other. Of groups that are shown in both cycles with k people or more, and of nothing else, so that neither what is
 * listed nor its order nor its length says anything about a hidden group. The node's own figures are left out where there is
 * something below it, which they are made of.
 */
export function listMoved(level: Level, { most }: { most: number }): Moved[] {
	const { cells, comparisonCells, families, k } = level
	const nodes = level.children.length > 0 ? level.children : [level.node]
	return families.flatMap((family) => {
		const moved = nodes.flatMap(({ id, name }): Moved[] => {
			const now = tierOfFamily(cells.get(id), family.id)
			const before = tierOfFamily(comparisonCells.get(id), family.id)
			if (now?.kind !== 'shown' || before?.kind !== 'shown') return []
			const means = { before: before.summary.meanHalfSteps, now: now.summary.meanHalfSteps }
			if (!changeBetween(now.summary, before.summary, k) || !hasMoved(means)) return []
			const group = { nodeId: id, nodeName: name, familyId: family.id, familyName: family.name }
			return [{ ...group, ...means, n: now.summary.n }]
		})
		// A stable sort: what changed alike stays in the order of the table.
		return moved.toSorted((a, b) => distance(b) - distance(a)).slice(0, most)
	})
}

const distance = (moved: Moved) => Math.abs(printedTierChange(moved))

const tierOfFamily = (cells: NodeCells | undefined, familyId: string): ResultCell | undefined =>
	cells?.families.find((family) => family.familyId === familyId)?.tier
