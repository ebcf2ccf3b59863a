import { formatChange, formatTier } from '#app/ui/format.tsx'
import { tierOf } from '#app/domain/tier/tier.ts'
import { allFamiliesId, cellOfFamily, changeOfCell, describeHeatCell } from './describe-heat-cell.ts'
import type { HeatLevel } from './heat-table.ts'

/** From a quarter of a tier on, a team or a family has moved. */
const quarterTier = 0.5

/** A figure of two cycles that the reader gets on both sides. */
export type MovedCell = {
	/** Of the node, or of the family of the node itself. */
	id: string
	/** Of the team or of the family. */
	name: string
	nodeId: string
	familyId: string
	/** In half-steps: the mean now, and the mean now less the mean then. */
	mean: number
	change: number
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
	const change = changeOfCell(now, before, level.k)
	if (!change || now.tier.kind !== 'shown' || before.tier.kind !== 'shown') return null
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const cell = describeHeatCell({
		...{ now, before, statistic: 'change', k: level.k, when: level.cycle.name, locale },
	})
	return {
		nodeId,
		familyId,
		mean: now.tier.summary.meanHalfSteps,
		change: change.meanHalfSteps,
		figures: `${tier(before.tier.summary.meanHalfSteps)} → ${tier(now.tier.summary.meanHalfSteps)}`,
		text: formatChange(tierOf(change.meanHalfSteps), locale),
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

/** Whether a change is of less than a quarter of a tier, up or down. */
export const hasStayed = ({ change }: Pick<MovedCell, 'change'>): boolean => Math.abs(change) < quarterTier

/** As it is printed, so that words never say more than figures. */
export const directionOf = ({ text }: Pick<MovedCell, 'text'>): 'up' | 'down' | 'same' =>
	text.startsWith('▲') ? 'up' : text.startsWith('▼') ? 'down' : 'same'
