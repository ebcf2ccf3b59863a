import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from './aggregation.ts'
import { countPeriods } from './grains.ts'
import type { Grain } from './period.ts'
import { periodEnd } from './period.ts'
import type { Figure, Parts, Source } from './roll-up.ts'
import { rollUp, sources } from './roll-up.ts'

/** The figure of one period, with what it is made of. */
export type Point = {
	start: Day
	figure: Figure
	values: number
	subjects: number
	/** Of how many of the shorter periods in it there are values: '2 of 3 months'. Null where it is no matter. */
	covered: { of: Grain; there: number; all: number } | null
}

/** Points of one metric, one subject and one source, the earliest first. */
export type Series = { source: Source; points: Point[] }

/** The point of a period. */
export function pointOf(of: {
	aggregation: Aggregation
	source: Source
	grain: Grain
	start: Day
	parts: Parts
}): Point {
	const { grain, start, parts } = of
	const [fine] = parts.grains
	const isMadeOfShorter = fine !== undefined && parts.grains.length === 1 && fine !== grain
	return {
		start,
		figure: rollUp(of),
		values: parts.values,
		subjects: parts.subjects,
		covered: isMadeOfShorter
			? { of: fine, there: parts.starts, all: countPeriods(start, grain, fine) }
			: null,
	}
}

/** Whether a period is over and has values for all of it: only then it is compared with another. */
export function isComplete(
	{ start, covered }: Pick<Point, 'start' | 'covered'>,
	grain: Grain,
	today: Day,
): boolean {
	return periodEnd(start, grain) < today && (covered === null || covered.there >= covered.all)
}

/** What is shown first: what came for the subject itself, else what its people have, else its teams. */
export function mainSeries(all: readonly Series[]): Series | null {
	const ordered = sources.flatMap((source) => all.find((series) => series.source === source) ?? [])
	return ordered.find(({ points }) => points.some((point) => point.figure.ok)) ?? ordered[0] ?? null
}
