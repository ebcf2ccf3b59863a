import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from './aggregation.ts'
import type { Grain } from './period.ts'
import type { Figure, Parts } from './roll-up.ts'
import { rollUp } from './roll-up.ts'

/** What the values that came for a person, or for a team, come to within the dates of a cycle. */
export type MeasuredShare = {
	metric: { id: string; key: string; name: string; weightName: string | null }
	subject: { kind: 'member' | 'team'; id: string }
	/** 0 to 1. */
	share: number
	/** First and last day of the periods that it is made of. */
	from: Day
	until: Day
	/** How long the period is, where it is one value's. */
	grain: Grain | null
	/** How many values there are in these dates. */
	values: number
	/** They do not add up, so it is the latest of them. */
	isLatestAlone: boolean
	imports: { importId: string; fileName: string }[]
}

/**
 * The share that values of one subject come to by the metric's own rule. Where they came without what they are weighed by or
 * divided by, and so do not add up, the latest of them, which stands for its own period; null where even that is none.
 */
export function shareOfParts(
	aggregation: Aggregation,
	{ all, latest }: { all: Parts; latest: Parts },
): Pick<MeasuredShare, 'share' | 'isLatestAlone'> | null {
	const together = figureOf(aggregation, all)
	if (together.ok) return { share: together.value, isLatestAlone: false }
	if (together.reason !== 'without-weight') return null
	const alone = figureOf(aggregation, latest)
	return alone.ok ? { share: alone.value, isLatestAlone: true } : null
}

/** One value stands for its own period, however long that is. */
function figureOf(aggregation: Aggregation, parts: Parts): Figure {
	return rollUp({ aggregation, source: 'own', grain: parts.grains[0] ?? 'month', parts })
}
