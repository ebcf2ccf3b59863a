import type { Change } from '#app/domain/statistics/change.ts'
import { changeBetween } from '#app/domain/statistics/change.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import type { CoverageCell, NodeCells, ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { shareBelowTierOneAndAHalf } from '#app/domain/statistics/share-below.ts'
import { pointsChangeText, targetDistanceText, tierChangeText } from './change-text.ts'
import type { HeatCell } from './heat-cell.ts'

/** Stands for all families together, in addresses as well. */
export const allFamiliesId = 'all'

/** What a reader gets of one node and family, or of all families together. */
export type CellOfFamily = {
	tier: ResultCell
	coverage: CoverageCell
	/** Of all families: those in the figure of the tier. Figures over other families do not compare. */
	familyIds: readonly string[]
	/** Of all families: how many have people here and are hidden. */
	leftOut: number
	/** Whether it counts answers to one question. */
	isOfQuestion?: boolean
}

const nobody: CellOfFamily = {
	tier: { kind: 'empty' },
	coverage: { kind: 'empty' },
	familyIds: [],
	leftOut: 0,
}

/** @param familyId of a family, or `allFamiliesId` */
export function cellOfFamily(cells: NodeCells | undefined, familyId: string): CellOfFamily {
	if (!cells) return nobody
	if (familyId !== allFamiliesId) {
		const cell = cells.families.find((family) => family.familyId === familyId)
		return cell ? { ...cell, familyIds: [familyId], leftOut: 0 } : nobody
	}
	const { allTier, allCoverage } = cells
	return {
		tier: allTier.cell,
		coverage: allCoverage.cell,
		familyIds: allTier.familyIds,
		leftOut: allTier.leftOut,
	}
}

/** What a reader gets of the agreed answers of a node and family to one question. */
export function cellOfQuestion(
	cells: NodeCells | undefined,
	{ familyId, question }: { familyId: string; question: string },
): CellOfFamily {
	const cell = cells?.families.find((family) => family.familyId === familyId)
	return {
		...nobody,
		tier: cell?.questions[question] ?? nobody.tier,
		familyIds: [familyId],
		isOfQuestion: true,
	}
}

/** The change of a cell since the comparison; null unless both sides are shown, of the same families and of k people. */
export function changeOfCell(now: CellOfFamily, before: CellOfFamily, k: number): Change | null {
	if (now.tier.kind !== 'shown' || before.tier.kind !== 'shown') return null
	if ([...now.familyIds].sort().join() !== [...before.familyIds].sort().join()) return null
	return changeBetween(now.tier.summary, before.tier.summary, k)
}

/** '42 of 51 assessed', or '42 assessed' where no more is shown; null where nothing is. */
export function assessedText({ tier, coverage, isOfQuestion }: CellOfFamily, locale: string): string | null {
	if (isOfQuestion) {
		if (tier.kind !== 'shown') return null
		return `${formatNumber(tier.summary.n, locale)} ${tier.summary.n === 1 ? 'answer' : 'answers'}`
	}
	const known = coverage.kind === 'shown' ? coverage.coverage : null
	const number = (value: number) => formatNumber(value, locale)
	if (tier.kind === 'shown') {
		// Over all families the two may be shown of different ones: then they are no figure of one group.
		return known && known.assessed === tier.summary.n
			? `${number(known.assessed)} of ${number(known.eligible)} assessed`
			: `${number(tier.summary.n)} assessed`
	}
	return known && `${number(known.assessed)} of ${number(known.eligible)} assessed`
}

/** The same of a running cycle, of which progress counts as assessed whoever is sure to get a result. */
export const resultsText = (assessed: string | null): string | null =>
	assessed && assessed.replace(/ assessed$/, ' with a result')

/** Whether a cell says of itself that hidden families are not in its figure. */
export const saysPartial = (cell: HeatCell): boolean =>
	'note' in cell && (cell.note?.endsWith(partialMark) ?? false)

const partialMark = '· partial'

type Of = {
	now: CellOfFamily
	before: CellOfFamily
	statistic: HeatStatistic
	k: number
	/** 'Q3 2026'. */
	when: string
	locale: string
	href?: string | undefined
	/** The target in half-steps that holds for it as a whole; null where none does, `unfrozen` before it is kept with the cycle. */
	target?: number | null | 'unfrozen'
}

const texts = {
	partial: 'without hidden families',
	noComparison: 'no comparison',
	noComparisonWhy: 'No comparison: the cycle before has no figure here that may be compared',
	noTarget: 'no target',
	noTargetWhy: 'No target was kept for these people as a whole',
	laterTarget: 'not kept yet',
	laterTargetWhy: 'Targets are kept with the cycle when it is published',
}

/** One cell of a heatmap: the figure as it is printed, with of whom and when. */
export function describeHeatCell(of: Of): HeatCell {
	const { now, statistic, href } = of
	const about = statistic === 'coverage' || statistic === 'assessed' ? now.coverage : now.tier
	if (about.kind === 'empty') return { kind: 'empty' }
	if (about.kind === 'suppressed') return { kind: 'suppressed', href }
	if (about.kind === 'exempt') return { kind: 'exempt', href }
	if (statistic === 'coverage' || statistic === 'assessed') return coverageCell(of)
	if (now.tier.kind === 'shown') return tierCell(of, now.tier.summary)
	return { kind: 'notAssessed', href, ...noteOf(assessedText(now, of.locale), of) }
}

function noteOf(assessed: string | null, { when, now }: Of): { note?: string; description?: string } {
	if (!assessed) return {}
	const note = assessed.replace(/ assessed$/, '')
	const partial = now.leftOut > 0 ? [texts.partial] : []
	return {
		note: now.leftOut > 0 ? `${note} ${partialMark}` : note,
		description: [assessed, ...partial, when].join(' · '),
	}
}

function coverageCell(of: Of): HeatCell {
	const { now, statistic, locale, href } = of
	const coverage = now.coverage.kind === 'shown' ? now.coverage.coverage : null
	if (!coverage || coverage.share === null) return { kind: 'notAssessed', href }
	const share = formatShare(coverage.share, locale)
	const [assessed, eligible] = [coverage.assessed, coverage.eligible].map((n) => formatNumber(n, locale))
	const whole = statistic === 'assessed'
	return {
		kind: 'value',
		value: coverage.share,
		text: whole ? `${assessed}` : share,
		note: `${whole ? '' : `${assessed} `}of ${eligible}${now.leftOut > 0 ? ` ${partialMark}` : ''}`,
		description: [
			`${share} assessed`,
			`${assessed} of ${eligible}`,
			...(now.leftOut > 0 ? [texts.partial] : []),
			of.when,
		].join(' · '),
		href,
	}
}

function tierCell(of: Of, summary: Summary): HeatCell {
	const { now, before, statistic, k, locale, href } = of
	const noted = noteOf(assessedText(now, locale), of)
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const said = (figure: string) => ({
		...noted,
		description: [figure, noted.description].filter(Boolean).join(' · '),
	})
	const change = changeOfCell(now, before, k)
	const then = change && before.tier.kind === 'shown' ? before.tier.summary : null
	const moved = then && { before: then.meanHalfSteps, now: summary.meanHalfSteps }
	switch (statistic) {
		case 'median': {
			const text = tier(summary.medianHalfSteps)
			return { kind: 'value', value: tierOf(summary.medianHalfSteps), text, href, ...said(`median ${text}`) }
		}
		case 'share': {
			const text = formatShare(summary.shareAtTierTwoOrAbove, locale)
			const sides = then && { before: then.shareAtTierTwoOrAbove, now: summary.shareAtTierTwoOrAbove }
			return {
				kind: 'value',
				value: summary.shareAtTierTwoOrAbove,
				text,
				change: sides
					? { value: sides.now - sides.before, text: pointsChangeText(sides, locale) }
					: undefined,
				href,
				...said(`${text} at tier 2 or above`),
			}
		}
		case 'below': {
			const share = shareBelowTierOneAndAHalf(summary)
			const text = formatShare(share, locale)
			const sides = then && { before: shareBelowTierOneAndAHalf(then), now: share }
			return {
				kind: 'value',
				value: share,
				text,
				change: sides
					? { value: sides.now - sides.before, text: pointsChangeText(sides, locale) }
					: undefined,
				href,
				...said(`${text} below tier 1.5`),
			}
		}
		case 'target': {
			const mean = tier(summary.meanHalfSteps)
			if (of.target === 'unfrozen') {
				return { kind: 'none', href, note: texts.laterTarget, description: texts.laterTargetWhy }
			}
			if (of.target === undefined || of.target === null) {
				return { kind: 'none', href, note: texts.noTarget, description: texts.noTargetWhy }
			}
			const text = targetDistanceText({ mean: summary.meanHalfSteps, target: of.target }, locale)
			const target = tier(of.target)
			return {
				...{ kind: 'plain', text, href },
				...said(`${text} from the target of ${target} · mean ${mean}`),
				note: `${mean} of ${target}`,
			}
		}
		case 'distribution': {
			const parts = summary.distribution.map((count, i) => ({
				halfSteps: i + 1,
				count,
				text: formatNumber(count, locale),
			}))
			const spoken = parts.map(({ halfSteps, text }) => `tier ${tier(halfSteps)}: ${text}`).join(', ')
			return { kind: 'distribution', parts, href, ...said(spoken) }
		}
		case 'change': {
			if (!moved) {
				return { kind: 'none', href, note: texts.noComparison, description: texts.noComparisonWhy }
			}
			const figures = `${tier(moved.before)} → ${tier(moved.now)}`
			const text = tierChangeText(moved, locale)
			return { kind: 'plain', text, href, ...said(`${text}, mean ${figures}`), note: figures }
		}
		default: {
			const text = tier(summary.meanHalfSteps)
			return {
				kind: 'value',
				value: tierOf(summary.meanHalfSteps),
				text,
				change:
					change && moved
						? { value: tierOf(change.meanHalfSteps), text: tierChangeText(moved, locale) }
						: undefined,
				href,
				...said(`mean ${text}`),
			}
		}
	}
}
