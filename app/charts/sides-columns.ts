import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { printedChange } from '#app/domain/statistics/printed-change.ts'
import { shareBelowTierOneAndAHalf } from '#app/domain/statistics/share-below.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatDistance, formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import type { CellOfFamily } from './describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily, cellOfQuestion } from './describe-heat-cell.ts'
import type { HeatColumnSource, HeatCell, PlacedCell } from './heat-cell.ts'
import { heatStatisticWords } from './heat-statistic.ts'

type Cells = ReadonlyMap<string, NodeCells>
type Sides = {
	/** What one of the two said, of the same pairs on both sides. */
	self: Cells
	manager: Cells
	/** Of everybody: where nobody takes part there are no pairs to wait for. */
	everybody: Cells
}

type Of = {
	statistic: HeatStatistic
	locale: string
	/** The least number of pairs between which a difference is told. */
	k: number
	/** 'Q3 2026'. */
	when: string
	href: string
}

/** A figure of one rater's side on the scale of its statistic: a tier, or a share. */
export function sideFigure(statistic: HeatStatistic, summary: Summary): number {
	switch (statistic) {
		case 'median':
			return tierOf(summary.medianHalfSteps)
		case 'share':
			return summary.shareAtTierTwoOrAbove
		case 'below':
			return shareBelowTierOneAndAHalf(summary)
		default:
			return tierOf(summary.meanHalfSteps)
	}
}

/** The manager's figure less the own one, as a file has it; null of fewer than k pairs, from which nothing is concluded (measuring rule 10). */
export function sidesDifference(
	statistic: HeatStatistic,
	{ self, manager, k }: { self: Summary; manager: Summary; k: number },
): number | null {
	return self.n < k ? null : sideFigure(statistic, manager) - sideFigure(statistic, self)
}

const isShare = (statistic: HeatStatistic): boolean => heatStatisticWords[statistic].scale === 'lens'

/** The same between the two figures as they are printed beside it. */
export function printedSidesDifference(
	statistic: HeatStatistic,
	{ self, manager, k }: { self: Summary; manager: Summary; k: number },
): number | null {
	if (self.n < k) return null
	const sides = { before: sideFigure(statistic, self), now: sideFigure(statistic, manager) }
	return printedChange(sides, isShare(statistic) ? 2 : 1)
}

export function formatSideFigure(statistic: HeatStatistic, value: number, locale: string): string {
	return isShare(statistic) ? formatShare(value, locale) : formatTier(value, locale)
}

/** '+0.4', or '+12 points' of shares. */
export function formatSidesDifference(statistic: HeatStatistic, value: number, locale: string): string {
	if (!isShare(statistic)) return formatDistance(value, locale)
	const points = formatNumber(Math.round(value * 100), locale, { signDisplay: 'exceptZero' })
	return `${points.replace('-', '−')} points`
}

export const pairsText = (n: number, locale: string): string =>
	`${formatNumber(n, locale)} ${n === 1 ? 'pair' : 'pairs'}`

const noPair = ({ href, when }: Of): HeatCell => ({
	...{ kind: 'plain', text: '–', note: 'no closed pair', href },
	description: `No pair in which both have answered and the answers are open · ${when}`,
})

function sidesCell(sidesOf: (cells: Cells) => CellOfFamily, level: Sides, of: Of): PlacedCell {
	const [self, manager] = [sidesOf(level.self), sidesOf(level.manager)]
	if (self.tier.kind !== 'shown' || manager.tier.kind !== 'shown') return { cell: noPair(of), order: null }
	const { statistic, locale, k } = of
	const sides = { self: self.tier.summary, manager: manager.tier.summary }
	const side = (summary: Summary) => {
		const value = sideFigure(statistic, summary)
		return { value, text: formatSideFigure(statistic, value, locale) }
	}
	const [own, other] = [side(sides.self), side(sides.manager)]
	const difference = printedSidesDifference(statistic, { ...sides, k })
	const told = difference === null ? null : formatSidesDifference(statistic, difference, locale)
	const pairs = pairsText(sides.self.n, locale)
	const cell: HeatCell = {
		...{ kind: 'sides', self: own, manager: other, difference: told, note: pairs, href: of.href },
		description: [
			`${heatStatisticWords[statistic].title}: self ${own.text}, manager ${other.text}`,
			told === null ? 'too few pairs to conclude anything from a difference' : `manager less self ${told}`,
			...[pairs, of.when],
		].join(' · '),
	}
	return { cell, order: difference }
}

const nobody: PlacedCell = { cell: { kind: 'empty' }, order: null }

const isNobody = ({ everybody }: Sides, nodeId: string, familyId: string): boolean =>
	cellOfFamily(everybody.get(nodeId), familyId).coverage.kind === 'empty'

/** A column for each family and one for all of them. */
export function sidesByFamily(
	sides: Sides,
	of: Omit<Of, 'href'> & {
		families: readonly { id: string; key: string; name: string }[]
		cellHref: (nodeId: string, familyId: string) => string
		familyHref: (key: string) => string | undefined
	},
): HeatColumnSource[] {
	const columns = [
		...of.families.map(({ id, key, name }) => ({ id, label: name, href: of.familyHref(key) })),
		{ id: allFamiliesId, label: 'All families' },
	]
	return columns.map((column) => ({
		...column,
		cellOf: (nodeId) =>
			isNobody(sides, nodeId, column.id)
				? nobody
				: sidesCell((cells) => cellOfFamily(cells.get(nodeId), column.id), sides, {
						...{ ...of, href: of.cellHref(nodeId, column.id) },
					}),
	}))
}

/** A column for each question of a family: of pairs in which both answered it. */
export function sidesByQuestion(
	sides: Sides,
	of: Omit<Of, 'href'> & {
		familyId: string
		questions: readonly { key: string; text: string }[]
		cellHref: (nodeId: string, question: string) => string
	},
): HeatColumnSource[] {
	return of.questions.map(({ key, text }) => {
		const column = { familyId: of.familyId, question: key }
		return {
			...{ id: key, label: text },
			cellOf: (nodeId) =>
				isNobody(sides, nodeId, of.familyId)
					? nobody
					: sidesCell((cells) => cellOfQuestion(cells.get(nodeId), column), sides, {
							...{ ...of, href: of.cellHref(nodeId, key) },
						}),
		}
	})
}

/** A column for each cycle, the oldest first, each with its own least number of pairs. */
export function sidesByCycle(
	cycles: readonly (Sides & { ref: string; name: string; k: number })[],
	of: Omit<Of, 'href' | 'when' | 'k'> & {
		familyId: string
		cellHref: (nodeId: string, cycle: string) => string
	},
): HeatColumnSource[] {
	return cycles.map(({ ref, name, k, ...sides }) => ({
		...{ id: ref, label: name },
		cellOf: (nodeId) =>
			isNobody(sides, nodeId, of.familyId)
				? nobody
				: sidesCell((cells) => cellOfFamily(cells.get(nodeId), of.familyId), sides, {
						...{ ...of, k, when: name, href: of.cellHref(nodeId, ref) },
					}),
	}))
}
