import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import type { CellOfFamily } from './describe-heat-cell.ts'
import { assessedText, cellOfFamily, cellOfQuestion, describeHeatCell } from './describe-heat-cell.ts'
import type { HeatColumnSource, PlacedCell } from './heat-cell.ts'
import { orderOfHeatCell } from './heat-order.ts'

type Cells = ReadonlyMap<string, NodeCells>
type Level = {
	cycle: { name: string }
	cells: Cells
	comparisonCells: Cells
	/** The least number of people on both sides of a comparison. */
	k: number
	/** Whether the comparison was asked by another version: then its answers are none of the same questions. */
	comparesVersions: boolean
}
type Of = {
	statistic: HeatStatistic
	locale: string
	/** A family's id, or `allFamiliesId`. */
	familyId: string
}

/** A column for each question of a family. */
export function questionColumnsOf(
	level: Level,
	of: Of & {
		questions: readonly { key: string; text: string }[]
		cellHref: (nodeId: string, question: string) => string
	},
): HeatColumnSource[] {
	const before: Cells = level.comparesVersions ? new Map() : level.comparisonCells
	return of.questions.map(({ key, text }) => ({
		id: key,
		label: text,
		cellOf: (nodeId) => {
			const column = { familyId: of.familyId, question: key }
			return placed({
				now: cellOfQuestion(level.cells.get(nodeId), column),
				before: cellOfQuestion(before.get(nodeId), column),
				...{ statistic: of.statistic, k: level.k, when: level.cycle.name, locale: of.locale },
				href: of.cellHref(nodeId, key),
			})
		},
	}))
}

/** A column for each tier, with how many stand there and which share of those assessed that is. */
export function tierColumnsOf(
	level: Level,
	of: Omit<Of, 'statistic'> & { cellHref: (nodeId: string) => string },
): HeatColumnSource[] {
	const { locale, familyId } = of
	return allHalfSteps.map((halfSteps) => ({
		id: `tier-${halfSteps}`,
		label: `Tier ${formatTier(tierOf(halfSteps), locale)}`,
		note: tierNames[halfSteps],
		cellOf: (nodeId) => {
			const now = cellOfFamily(level.cells.get(nodeId), familyId)
			const href = of.cellHref(nodeId)
			if (now.tier.kind !== 'shown') return { cell: describeState(now, { level, locale, href }), order: null }
			const { n, distribution } = now.tier.summary
			const count = distribution[halfSteps - 1] ?? 0
			const [text, share] = [formatNumber(count, locale), formatShare(count / n, locale)]
			const partial = now.leftOut > 0
			return {
				cell: {
					...{ kind: 'value', value: count / n, text, href },
					note: partial ? `${share} · partial` : share,
					description: [
						`${text} at tier ${formatTier(tierOf(halfSteps), locale)}`,
						`${share} of those assessed`,
						assessedText(now, locale),
						partial && 'without hidden families',
						level.cycle.name,
					]
						.filter(Boolean)
						.join(' · '),
				},
				order: count / n,
			}
		},
	}))
}

/** A cell without a figure is the same whatever would be printed in it. */
const describeState = (
	now: CellOfFamily,
	{ level, locale, href }: { level: Level; locale: string; href: string },
) =>
	describeHeatCell({
		...{ now, before: now, statistic: 'mean', k: level.k, when: level.cycle.name, locale, href },
	})

/** One cycle of several that stand side by side. */
export type HeatCycle = {
	ref: string
	name: string
	/** Of a corrected cycle. */
	version: string | undefined
	k: number
	cells: Cells
}

/** A column for each cycle, the oldest first: a change is the one since the cycle beside it. */
export function cycleColumnsOf(
	cycles: readonly HeatCycle[],
	of: Of & { cellHref: (nodeId: string, cycle: string) => string },
): HeatColumnSource[] {
	return cycles.map(({ ref, name, version, k, cells }, index) => ({
		id: ref,
		label: name,
		note: version,
		cellOf: (nodeId) =>
			placed({
				now: cellOfFamily(cells.get(nodeId), of.familyId),
				before: cellOfFamily(cycles[index - 1]?.cells.get(nodeId), of.familyId),
				...{ statistic: of.statistic, k, when: name, locale: of.locale },
				href: of.cellHref(nodeId, ref),
			}),
	}))
}

const placed = (of: Parameters<typeof describeHeatCell>[0]): PlacedCell => ({
	cell: describeHeatCell(of),
	order: orderOfHeatCell(of),
})
