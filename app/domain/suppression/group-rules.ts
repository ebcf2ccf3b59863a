import { valueCount } from './standings.ts'

/** What makes a group large and mixed enough. */
export type Limits = {
	/** The least number of people. */
	readonly k: number
	/** How many of the group, whoever they are, the reader may see all the same. */
	readonly allowance: number
	/**
	 * Whether figures are sums. Then a difference of two cycles is about those who joined, left, and have another value for
	 * certain, and no other reading of it excuses fewer than k of them.
	 */
	readonly ofSums?: boolean
}

/**
 * Whether at least `1 + allowance` of the people stand outside the largest value, so that two values always remain.
 *
 * @param countOf people by position of the value
 */
function isMixed(countOf: (value: number) => number, allowance: number): boolean {
	let total = 0
	let largest = 0
	for (let value = 0; value < valueCount; value++) {
		const count = countOf(value)
		total += count
		if (count > largest) largest = count
	}
	return total - largest > allowance
}

/** Whether the distribution of a group may be known: at least k people, not all of one value. Or nobody. */
export function isSafeGroup(counts: Int32Array, limits: Limits): boolean {
	let total = 0
	for (let index = 0; index < counts.length; index++) total += counts[index] ?? 0
	return (
		total === 0 ||
		(total >= limits.k + limits.allowance && isMixed((value) => counts[value] ?? 0, limits.allowance))
	)
}

/**
 * Whether no one's amount can be more than half of a group's, by the sum of the amounts and the sum of their squares. What
 * holds of two groups holds of them together.
 */
export function isSpreadOut(amounts: Float64Array): boolean {
	const [sum = 0, squares = 0] = amounts
	return Math.sqrt(Math.max(0, squares)) <= sum / 2
}

/** A group in two snapshots, and who is in it only once. */
export type Difference = {
	/** Counts by value, then and now. */
	readonly before: Int32Array
	readonly after: Int32Array
	/** People who are in it now and were not then, and the other way round. */
	joined: number
	left: number
}

export function emptyDifference(): Difference {
	return { before: new Int32Array(valueCount), after: new Int32Array(valueCount), joined: 0, left: 0 }
}

/** How many of those who stayed must have another value now: the rest of the difference that joining cannot explain. */
export function certainChanges({ before, after, joined }: Difference): number {
	let gained = 0
	for (let index = 0; index < after.length; index++) {
		gained += Math.max(0, (after[index] ?? 0) - (before[index] ?? 0))
	}
	return Math.max(0, gained - joined)
}

/** How many people the difference is about at the least. */
export function peopleInvolved(difference: Difference): number {
	return difference.joined + difference.left + certainChanges(difference)
}

/**
 * Whether the distributions of both times may be known. A reader can take it that whoever stayed kept their value.
 *
 * Where that explains the difference, it is about those who joined or left: safe with k of them, when neither those who
 * joined, nor those who left, nor those who stayed have only one value to have. Where it does not, the reader does not
 * know whose values make up the difference: safe when it is about at least k people all the same, or when even the fewest
 * changes that explain it leave those who joined, and those who left, more than one value.
 */
export function isSafeDifference(difference: Difference, { k, allowance, ofSums = false }: Limits): boolean {
	const { before, after, joined, left } = difference
	if (joined + left === 0) return true
	const isLarge = peopleInvolved(difference) >= k + allowance
	const isExplained = certainChanges(difference) === 0
	if (!isExplained && isLarge) return true
	if ((isExplained || ofSums) && !isLarge) return false

	const then = (value: number) => before[value] ?? 0
	const now = (value: number) => after[value] ?? 0
	const common = (value: number) => Math.min(then(value), now(value))
	const gains = (value: number) => now(value) - common(value)
	const losses = (value: number) => then(value) - common(value)
	const stayed = sum(now) - joined
	// As many who joined as who left have values that cancel out: any values that the group has both times.
	const areSomeFree = sum(common) - stayed > allowance && isMixed(common, allowance)
	return (
		(joined === 0 || areSomeFree || isMixed(gains, allowance)) &&
		(left === 0 || areSomeFree || isMixed(losses, allowance)) &&
		(!isExplained || stayed === 0 || isMixed(common, allowance))
	)
}

function sum(countOf: (value: number) => number): number {
	let total = 0
	for (let value = 0; value < valueCount; value++) total += countOf(value)
	return total
}
