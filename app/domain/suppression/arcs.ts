import type { BlockGraph, Passage } from './blocks.ts'
import { certainChanges } from './group-rules.ts'

/** How people passed between two points, as far as a reader can use it. */
export type Arc = {
	readonly from: number
	readonly to: number
	readonly people: number
	/** Bits of the values that they have. */
	readonly values: number
}

/**
 * The passages as a reader can use them who looks for the parts of the figures that 'everybody kept their value' explains:
 * where somebody must have changed, nothing does.
 */
export function visibleArcs({ passages, outside, blocks, blockOf }: BlockGraph): Arc[] {
	const isRefuted = blocks.map(({ difference }) => certainChanges(difference) > 0)
	const pointOf = (point: number) => (isRefuted[blockOf(point)] ? outside : point)
	return passages.map(({ from, to, before, after, count }) => {
		// Only values that were kept can be traded.
		const counts =
			from === outside
				? after
				: to === outside
					? before
					: before.map((people, value) => Math.min(people, after[value] ?? 0))
		return { from: pointOf(from), to: pointOf(to), people: count, values: valuesOf(counts) }
	})
}

/**
 * The passages as a reader can use them who happens to look at parts of the figures where everybody did keep their value. Of
 * two groups between which somebody passed with another value, such a part has one at most: to the one, all who passed
 * there left, to the other, all joined.
 */
export function trueArcs(passages: readonly Passage[], outside: number): Arc[] {
	return passages.flatMap(({ from, to, before, after, count: people }) => {
		const isChanged = before.some((count, value) => count !== after[value])
		if (from === outside) return [{ from, to, people, values: valuesOf(after) }]
		if (to === outside || !isChanged) return [{ from, to, people, values: valuesOf(before) }]
		return [
			{ from, to: outside, people, values: valuesOf(before) },
			{ from: outside, to, people, values: valuesOf(after) },
		]
	})
}

function valuesOf(counts: Int32Array): number {
	let bits = 0
	for (let value = 0; value < counts.length; value++) if ((counts[value] ?? 0) > 0) bits |= 1 << value
	return bits
}
