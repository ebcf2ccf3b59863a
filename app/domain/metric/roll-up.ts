import type { Aggregation } from './aggregation.ts'
import type { Grain } from './period.ts'

/**
 * Where a figure comes from: a value that came for its subject itself, the values of the people in it, or those of the teams
 * below it. Values of one kind are never added to those of another.
 */
export const sources = ['own', 'people', 'teams'] as const
export type Source = (typeof sources)[number]

/** What the values of one metric, one kind of subject and one period come to: everything that a figure is made of. */
export type Parts = {
	values: number
	/** How many different people or teams have a value among them. */
	subjects: number
	/** How many different first days their periods have. */
	starts: number
	/** Lengths of these periods, each once. */
	grains: readonly Grain[]
	sum: number
	weightSum: number
	/** Sum of value by weight. */
	weightedSum: number
	/** How many values came without a weight. */
	unweighted: number
	/** How many different subjects have a value above zero. */
	positive: number
	/** Of each subject the latest value, added. */
	lastSum: number
}

/** Why values cannot become one. */
export type NoFigure =
	/** Some came without what they are weighed by or divided by. */
	| 'without-weight'
	/** What they would be divided by is zero. */
	| 'nothing-to-divide-by'
	/** Counts of different people of several days or teams: somebody may be in more than one. */
	| 'counted-apart'

export type Figure = { ok: true; value: number } | { ok: false; reason: NoFigure }

const figure = (value: number): Figure => ({ ok: true, value })

/**
 * One figure of many values. A ratio is never averaged, a distinct count never added up: where what they need did not come
 * with them there is no figure.
 *
 * @param of.grain length of the period that the figure is of
 */
export function rollUp(of: { aggregation: Aggregation; source: Source; grain: Grain; parts: Parts }): Figure {
	const { aggregation, parts } = of
	switch (aggregation) {
		case 'sum':
			return figure(parts.sum)
		case 'last':
			return figure(parts.lastSum)
		case 'distinct_count':
			if (of.source === 'people') return figure(parts.positive)
			return standsAlone(of) ? figure(parts.sum) : { ok: false, reason: 'counted-apart' }
		case 'weighted_mean':
		case 'ratio_of_sums': {
			if (parts.unweighted > 0) {
				return standsAlone(of) ? figure(parts.sum) : { ok: false, reason: 'without-weight' }
			}
			if (parts.weightSum === 0) return { ok: false, reason: 'nothing-to-divide-by' }
			const above = aggregation === 'ratio_of_sums' ? parts.sum : parts.weightedSum
			return figure(above / parts.weightSum)
		}
	}
}

/** Whether there is one value only, of just this subject and this period. */
function standsAlone({ source, grain, parts }: { source: Source; grain: Grain; parts: Parts }): boolean {
	return source === 'own' && parts.values === 1 && parts.grains.every((one) => one === grain)
}
