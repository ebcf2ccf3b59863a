import type { CountRow, LatticeNode, Pattern, TransitionRow } from './pattern.ts'

/** A snapshot that the same reader was shown before, and how people got from it to this one. */
export type EarlierSnapshot = {
	/** The tree as that snapshot has frozen it; every node that `from` names. */
	readonly nodes: readonly LatticeNode[]
	/** What the reader was shown of it. It never changes. */
	readonly pattern: Pattern
	/**
	 * People whom the reader sees in NEITHER of the two snapshots, by where they stood in each. Rows in which nothing
	 * changes (same node, family and value) belong to it too.
	 */
	readonly transitions: readonly TransitionRow[]
}

export type PatternInput = {
	/** The least number of people that a figure may be about, as it stood at publication. At least 3. */
	readonly k: number
	/**
	 * The tree as the snapshot has frozen it, or the part of it that the reader can reach, each node under its nearest
	 * reachable ancestor (a member's own team directly under the root).
	 */
	readonly nodes: readonly LatticeNode[]
	/** Counts of the people whom the reader does NOT see, of whole subtrees. Rows with count 0 may be left out. */
	readonly counts: readonly CountRow[]
	/** Every snapshot that this reader was shown before, in any order. */
	readonly earlier: readonly EarlierSnapshot[]
	/**
	 * How many more people, beyond those left out of the counts, a reader of this pattern may see: 1 makes one stored
	 * pattern do for everybody who sees nobody but themselves. Default 0.
	 */
	readonly allowance?: number
}

/** Decides which cells of a snapshot a suppressed reader is shown (DESIGN, rule 9; docs/decisions/0006-suppression.md). */
export function decidePattern(input: PatternInput): Pattern {
	return { k: input.k, columns: [] }
}
