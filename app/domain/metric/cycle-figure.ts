import type { Aggregation } from './aggregation.ts'
import type { Figure, Parts, Source } from './roll-up.ts'
import { rollUp } from './roll-up.ts'

/** What the values of a metric come to in a published cycle, at one node: everything that its figure is made of. */
export type CycleParts = Pick<
	Parts,
	'subjects' | 'unweighted' | 'positive' | 'sum' | 'weightSum' | 'weightedSum' | 'lastSum'
> & {
	/** How many values. */
	readonly observations: number
	/** Whether it is one value, of just the cycle's dates. */
	readonly coversCycle: boolean
}

/** The figure of a whole cycle: of its values as of one period, whatever length theirs have. */
export function figureOfCycle(of: { aggregation: Aggregation; source: Source; parts: CycleParts }): Figure {
	const { observations, coversCycle, ...parts } = of.parts
	// A value stands alone in the period that it is of. What the period is called is no matter.
	const grains = coversCycle ? (['quarter'] as const) : (['day'] as const)
	return rollUp({ ...of, grain: 'quarter', parts: { ...parts, values: observations, starts: 1, grains } })
}

/** Parts of different people or teams, together. */
export function addCycleParts(all: readonly CycleParts[]): CycleParts | null {
	const [first, ...others] = all
	if (!first) return null
	return others.reduce(
		(sum, one) => ({
			observations: sum.observations + one.observations,
			coversCycle: sum.coversCycle && one.coversCycle,
			subjects: sum.subjects + one.subjects,
			unweighted: sum.unweighted + one.unweighted,
			positive: sum.positive + one.positive,
			sum: sum.sum + one.sum,
			weightSum: sum.weightSum + one.weightSum,
			weightedSum: sum.weightedSum + one.weightedSum,
			lastSum: sum.lastSum + one.lastSum,
		}),
		first,
	)
}

/** Whether a shorter time makes another figure of the same work, so that a cycle that is not over compares with none. */
export function growsWithTime(aggregation: Aggregation): boolean {
	return aggregation === 'sum' || aggregation === 'distinct_count'
}
