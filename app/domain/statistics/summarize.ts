import { tierTwoHalfSteps } from '#app/domain/tier/tier.ts'

/** How many people have a value, in half-steps (1 is tier 0.5, 6 is tier 3). */
export type ValueCount = { readonly value: number; readonly count: number }

/** The figures of a group of people. Half-steps throughout: a tier is half of them. */
export type Summary = {
	/** People with a value. */
	readonly n: number
	/** Exact, for adding groups up: never average means. */
	readonly sumHalfSteps: number
	/** `sumHalfSteps / n`, from 1 to 6. */
	readonly meanHalfSteps: number
	/** The lower median: the value of the person in the middle, of the lower one where two are in the middle. */
	readonly medianHalfSteps: number
	readonly atTierTwoOrAbove: number
	/** From 0 to 1. */
	readonly shareAtTierTwoOrAbove: number
	/** People at 1, 2 … 6 half-steps, in this order. */
	readonly distribution: readonly number[]
}

const highest = 6

/**
 * The figures of a group from its counts; null for nobody. Values outside 1 to 6 and counts that are not natural numbers
 * are a fault of the caller.
 */
export function summarize(counts: Iterable<ValueCount>): Summary | null {
	const distribution = Array.from({ length: highest }, () => 0)
	for (const { value, count } of counts) {
		if (!Number.isInteger(value) || value < 1 || value > highest) {
			throw new RangeError(`half-steps are whole numbers from 1 to ${highest}, not ${value}`)
		}
		if (!Number.isInteger(count) || count < 0)
			throw new RangeError(`a count is a natural number, not ${count}`)
		distribution[value - 1] = (distribution[value - 1] ?? 0) + count
	}
	return summarizeDistribution(distribution)
}

/** The figures of several groups of different people taken together; null for nobody. */
export function summarizeTogether(groups: Iterable<Summary>): Summary | null {
	const distribution = Array.from({ length: highest }, () => 0)
	for (const group of groups) {
		group.distribution.forEach((count, index) => {
			distribution[index] = (distribution[index] ?? 0) + count
		})
	}
	return summarizeDistribution(distribution)
}

function summarizeDistribution(distribution: readonly number[]): Summary | null {
	let n = 0
	let sumHalfSteps = 0
	let atTierTwoOrAbove = 0
	distribution.forEach((count, index) => {
		n += count
		sumHalfSteps += count * (index + 1)
		if (index + 1 >= tierTwoHalfSteps) atTierTwoOrAbove += count
	})
	if (n === 0) return null
	return {
		n,
		sumHalfSteps,
		meanHalfSteps: sumHalfSteps / n,
		medianHalfSteps: lowerMedian(distribution, n),
		atTierTwoOrAbove,
		shareAtTierTwoOrAbove: atTierTwoOrAbove / n,
		distribution,
	}
}

function lowerMedian(distribution: readonly number[], n: number): number {
	let passed = 0
	for (const [index, count] of distribution.entries()) {
		passed += count
		if (passed * 2 >= n) return index + 1
	}
	return distribution.length
}
