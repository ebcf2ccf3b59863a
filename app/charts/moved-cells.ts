import { printedTierChange } from '#app/domain/statistics/printed-change.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { tierChangeText } from './change-text.ts'
import { allFamiliesId, cellOfFamily, changeOfCell, describeHeatCell } from './describe-heat-cell.ts'
import type { HeatLevel } from './heat-table.ts'

/** A figure of two cycles that the reader gets on both sides. */
export type MovedCell = {
	/** Of the node, or of the family of the node itself. */
	id: string
	/** Of the team or of the family. */
	name: string
	nodeId: string
	familyId: string
	/** The means, in half-steps. */
	before: number
	now: number
	/** People in the mean now. */
	n: number
	/** '1.4 → 1.6'. */
	figures: string
	/** '▲ +0.2'. */
	text: string
	/** In full, with of whom and when. */
	description: string
}

/** The change of one family of a node, or of all of them; null where the reader gets no figure that may be compared. */
function movedCell(
	level: HeatLevel,
	{ nodeId, familyId }: { nodeId: string; familyId: string },
	locale: string,
): Omit<MovedCell, 'id' | 'name'> | null {
	const now = cellOfFamily(level.cells.get(nodeId), familyId)
	const before = cellOfFamily(level.comparisonCells.get(nodeId), familyId)
	if (!changeOfCell(now, before, level.k) || now.tier.kind !== 'shown' || before.tier.kind !== 'shown')
		return null
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const cell = describeHeatCell({
		...{ now, before, statistic: 'change', k: level.k, when: level.cycle.name, locale },
	})
	const means = { before: before.tier.summary.meanHalfSteps, now: now.tier.summary.meanHalfSteps }
	return {
		...{ nodeId, familyId, ...means, n: now.tier.summary.n },
		figures: `${tier(means.before)} → ${tier(means.now)}`,
		text: tierChangeText(means, locale),
		description: cell.kind === 'plain' ? (cell.description ?? '') : '',
	}
}

/**
 * What can be compared with the cycle before, of what the reader gets on both sides: the whole, each family of it in the account's
 * order, and the teams below by name.
 */
export function movedCells(level: HeatLevel, locale: string) {
	const of = (nodeId: string, familyId: string) => movedCell(level, { nodeId, familyId }, locale)
	const { node, families, children } = level
	return {
		whole: of(node.id, allFamiliesId),
		families: families.flatMap(({ id, name }): MovedCell[] => {
			const moved = of(node.id, id)
			return moved ? [{ id, name, ...moved }] : []
		}),
		teams: children.flatMap(({ id, name }): MovedCell[] => {
			const moved = of(id, allFamiliesId)
			return moved ? [{ id, name, ...moved }] : []
		}),
	}
}

/** Each family of each team below, or of the node itself where there is none, that can be compared. */
export function movedGroups({ node, families, children, ...level }: HeatLevel, locale: string): MovedCell[] {
	const nodes = children.length > 0 ? children : [node]
	return nodes.flatMap((of) =>
		families.flatMap((family): MovedCell[] => {
			const at = { nodeId: of.id, familyId: family.id }
			const moved = movedCell({ ...level, node, families, children }, at, locale)
			return moved ? [{ id: of.id, name: `${of.name} · ${family.name}`, ...moved }] : []
		}),
	)
}

/** Of the figures as they are printed: above 0 for up. */
export const movementOf = (moved: Pick<MovedCell, 'before' | 'now'>): number => printedTierChange(moved)
