import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { HeatLevel } from '#app/charts/heat-table.ts'
import type { MovedCell } from '#app/charts/moved-cells.ts'
import { movedCells, movementOf } from '#app/charts/moved-cells.ts'
import { hasHardlyMoved, hasMovedFar } from '#app/domain/heatmap/has-moved.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'

type Of = {
	level: HeatLevel
	/** The cycle that changes are counted from; null for none. */
	comparisonName: string | null
	/** Of the families of the node, in half-steps: what was frozen when the cycle was published. */
	targets: ReadonlyMap<string, number>
	locale: string
}

/** So many teams are named; the others are counted. */
const few = 5

/** Where the node stands, what moved, and where it is stuck: of the figures that its reader gets, and of no others. */
export function boardSentences({ level, comparisonName, targets, locale }: Of): string[] {
	const total = cellOfFamily(level.cells.get(level.node.id), allFamiliesId)
	const standing = standingOf(level, total, locale)
	// Where nobody is, nothing could move or be stuck.
	if (total.tier.kind === 'empty' || total.tier.kind === 'exempt') return [standing]
	if (comparisonName === null) {
		return [standing, 'This is the first published cycle: there is nothing to compare it with yet.']
	}
	const moved = movedCells(level, locale)
	return [
		standing,
		movedSince(moved, comparisonName, locale),
		stuckOf(moved.families, { comparisonName, targets, locale }),
	]
}

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names)

function standingOf({ node, cycle }: HeatLevel, total: CellOfFamily, locale: string): string {
	if (total.tier.kind === 'shown') {
		const { meanHalfSteps, medianHalfSteps, shareAtTierTwoOrAbove } = total.tier.summary
		const [mean, median] = [meanHalfSteps, medianHalfSteps].map((value) => formatTier(tierOf(value), locale))
		return [
			`In ${cycle.name}, ${node.name} works at tier ${mean} on average, ${assessedText(total, locale)}${total.leftOut > 0 ? ', without hidden families' : ''}.`,
			`The person in the middle works at tier ${median}, and ${formatShare(shareAtTierTwoOrAbove, locale)} work at tier 2 or above.`,
		].join(' ')
	}
	if (total.tier.kind === 'suppressed') {
		return `The figure of ${node.name} in ${cycle.name} is hidden: the group is too small, or it would give a small group away.`
	}
	switch (total.tier.kind) {
		case 'not-assessed':
			return `Nobody of ${node.name} was assessed in ${cycle.name}.`
		case 'exempt':
			return `Everybody of ${node.name} is exempt from ${cycle.name} or has left.`
		case 'empty':
			return `Nobody of ${node.name} takes part in ${cycle.name}.`
	}
}

function movedSince(
	{ whole, families, teams }: ReturnType<typeof movedCells>,
	comparisonName: string,
	locale: string,
): string {
	if (!whole && families.length === 0) {
		return `Nothing here can be compared with ${comparisonName}: a side is empty, too small, hidden or of other families.`
	}
	const named = (direction: number) =>
		families.filter((family) => Math.sign(movementOf(family)) === direction).map(({ name }) => name)
	const [up, down, same] = [named(1), named(-1), named(0)]
	const parts = [
		up.length > 0 && `rose in ${list(up)}`,
		down.length > 0 && `fell in ${list(down)}`,
		same.length > 0 && `stayed in ${list(same)}`,
	].filter((part) => part !== false)
	const overall = whole
		? `Since ${comparisonName} the mean went from ${whole.figures.replace(' → ', ' to ')} (${whole.text})`
		: `Since ${comparisonName} the means of all families together do not compare`
	const byFamily = parts.length > 0 ? `: it ${parts.join('; ')}.` : '.'
	const moving = teams.filter(hasMovedFar)
	const far = moving.slice(0, few).map(({ name, text }) => `${name} (${text})`)
	const rest = moving.length - far.length
	const byTeam =
		far.length > 0 &&
		`By a quarter of a tier or more moved ${list([...far, ...(rest > 0 ? [`${formatNumber(rest, locale)} more`] : [])])}.`
	return [`${overall}${byFamily}`, byTeam].filter(Boolean).join(' ')
}

/** Below what was aimed at, and hardly moved. Who is in a group may have changed in between. */
function stuckOf(
	families: readonly MovedCell[],
	{ comparisonName, targets, locale }: Omit<Of, 'level'> & { comparisonName: string },
): string {
	const aimed = families.flatMap((family) => {
		const target = targets.get(family.familyId)
		return target === undefined ? [] : [{ ...family, target }]
	})
	if (aimed.length === 0) {
		return 'No target was set for a family that can be compared, so nothing is said to be stuck.'
	}
	const stuck = aimed.filter((family) => family.now < family.target && hasHardlyMoved(family))
	if (stuck.length === 0) {
		return `No family that can be compared is below its target and has moved less than a quarter of a tier since ${comparisonName}.`
	}
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const named = stuck.map(({ name, now, target }) => `${name} (${tier(now)}, target ${tier(target)})`)
	return `Below target, with less than a quarter of a tier of movement since ${comparisonName}: ${list(named)}.`
}
