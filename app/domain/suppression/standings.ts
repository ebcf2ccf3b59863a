import type { LatticeNode } from './pattern.ts'

/** How many values a measure has: the half-steps from 1 to 6. */
export const valueCount = 6
/** Of amounts two sums are kept: of them, and of their squares. */
export const amountWidth = 2
/** A person's key is this many words of 32 bits. */
export const keyWords = 4

/** Everybody who was eligible in a snapshot, one entry each, ascending by key, as arrays: there may be 100,000 of them. */
export type Standings = {
	readonly people: number
	/** `keyWords` words a person: what is the same for the same person in every snapshot. */
	readonly keys: Uint32Array
	/** The DIRECT cell (not of a subtree): `family * nodes + node`, by position in the snapshot's lists. */
	readonly cells: Int32Array
	/**
	 * `width` values a person, in half-steps, 0 for none: the tier, then the answers to the questions of the person's family
	 * in their order.
	 */
	readonly values: Uint8Array
	readonly width: number
}

/** What a snapshot has frozen of its people. */
export type FrozenPeople = {
	/**
	 * The tree, or the part of it that the reader can reach, each node under its nearest reachable ancestor (a member's own
	 * team directly under the root); people of the others then stand at that ancestor.
	 */
	readonly nodes: readonly LatticeNode[]
	/** Keys of the questions that were asked of a family, in the order of its values. */
	readonly families: readonly { readonly id: string; readonly questions: readonly string[] }[]
	readonly standings: Standings
	/** What each person adds to a figure that is a sum, 0 or more, in the order of the standings. */
	readonly amounts?: Float64Array
	/** Keys of the people whom the reader sees individually in this snapshot, whether or not they were eligible. */
	readonly seen?: Uint32Array
}

export function compareKeys(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
	for (let word = 0; word < keyWords; word++) {
		const difference = (a[atA * keyWords + word] ?? 0) - (b[atB * keyWords + word] ?? 0)
		if (difference !== 0) return difference
	}
	return 0
}

/** Marks with 1 the people whose keys are among `seen`, which may stand in any order. */
export function markPeople(
	{ people, keys }: Standings,
	seen: readonly (Uint32Array | undefined)[],
): Uint8Array {
	const marks = new Uint8Array(people)
	for (const wanted of seen) {
		if (!wanted) continue
		for (let index = 0; index * keyWords < wanted.length; index++) {
			let low = 0
			let high = people
			while (low < high) {
				const middle = (low + high) >> 1
				if (compareKeys(keys, middle, wanted, index) < 0) low = middle + 1
				else high = middle
			}
			if (low < people && compareKeys(keys, low, wanted, index) === 0) marks[low] = 1
		}
	}
	return marks
}

/** The same people in two snapshots: pairs of their positions, -1 where somebody is in one of them only. */
export type PeoplePairs = { readonly then: Int32Array; readonly now: Int32Array }

/** Leaves out whom the reader sees in either snapshot. */
export function pairPeople(then: FrozenPeople, now: FrozenPeople): PeoplePairs {
	const seen = [then.seen, now.seen]
	const marksThen = markPeople(then.standings, seen)
	const marksNow = markPeople(now.standings, seen)
	const a = then.standings
	const b = now.standings
	const pairsThen = new Int32Array(a.people + b.people)
	const pairsNow = new Int32Array(a.people + b.people)
	let pairs = 0
	for (let i = 0, j = 0; i < a.people || j < b.people;) {
		const order = i === a.people ? 1 : j === b.people ? -1 : compareKeys(a.keys, i, b.keys, j)
		const isSeen = order < 0 ? marksThen[i] === 1 : marksNow[j] === 1
		if (!isSeen) {
			pairsThen[pairs] = order > 0 ? -1 : i
			pairsNow[pairs++] = order < 0 ? -1 : j
		}
		if (order <= 0) i++
		if (order >= 0) j++
	}
	return { then: pairsThen.subarray(0, pairs), now: pairsNow.subarray(0, pairs) }
}

/**
 * Stand in an earlier snapshot for a value other than that of now, where values have no six steps but classes, 1 to 4. They are two,
 * because people whose value is another one have not all the same.
 */
export const otherValues: readonly number[] = [5, 6]

/** The people of an earlier snapshot, where whoever is in both, and has none of `otherValues`, has the value of now. */
export function withValuesOf(then: Standings, now: Standings): Standings {
	const values = then.values.slice()
	for (let i = 0, j = 0; i < then.people && j < now.people;) {
		const order = compareKeys(then.keys, i, now.keys, j)
		const at = i * then.width
		if (order === 0 && !otherValues.includes(values[at] ?? 0)) values[at] = now.values[j * now.width] ?? 0
		if (order <= 0) i++
		if (order >= 0) j++
	}
	return { ...then, values }
}
