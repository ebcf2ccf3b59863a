import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { grainsToShow, nests, usualGrain } from './grains.ts'
import type { Grain } from './period.ts'
import { periodStart, shiftPeriod } from './period.ts'

/** How many periods a trend shows. */
const shownPeriods: Record<Grain, number> = { day: 60, week: 26, month: 24, quarter: 12, year: 10 }

export type ShownRange = {
	grain: Grain
	/** The lengths that the trend can be shown by. */
	choices: Grain[]
	/** First day of the newest period with values. */
	latest: Day
	/** First day, and the first day after it. */
	from: Day
	until: Day
}

/** The periods of a trend that ends with the newest values; null where there are none. */
export function shownRange(
	spans: readonly { grain: Grain; last: Day }[],
	asked: Grain | undefined,
): ShownRange | null {
	const choices = grainsToShow(spans.map(({ grain }) => grain))
	if (choices.length === 0) return null
	const grain = asked && choices.includes(asked) ? asked : usualGrain(spans.map((span) => span.grain))
	const newest = spans
		.filter((span) => nests(span.grain, grain))
		.map(({ last }) => last)
		.toSorted()
		.at(-1)
	if (newest === undefined) return null
	const latest = periodStart(newest, grain)
	return {
		...{ grain, choices, latest },
		from: shiftPeriod(latest, grain, 1 - shownPeriods[grain]),
		until: shiftPeriod(latest, grain, 1),
	}
}
