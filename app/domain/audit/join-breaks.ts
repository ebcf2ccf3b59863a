import type { ChainBreak } from './chain-break.ts'
import type { HoldsAs, SeenRow } from './classify-stretch.ts'

/** Places in which a row that fits nowhere is looked for. */
const MOST_PLACES = 200

/**
 * Sees breaks together that are one: a row that is missing here and too much there was moved, two that hold in each other's
 * place changed places, changed rows side by side are one change.
 *
 * @param kept rows whose hash holds nowhere near their place
 */
export function joinBreaks(
	breaks: readonly ChainBreak[],
	kept: readonly SeenRow[],
	holdsAs: HoldsAs,
): ChainBreak[] {
	return joinNeighbours(joinMoved(joinDistant(breaks, kept, holdsAs)))
}

function joinDistant(
	breaks: readonly ChainBreak[],
	kept: readonly SeenRow[],
	holdsAs: HoldsAs,
): readonly ChainBreak[] {
	const places = new Set(kept.map(({ expected }) => expected))
	for (const one of breaks) {
		if (one.kind !== 'missing') continue
		for (let place = one.from; place <= one.to && places.size < MOST_PLACES; place += 1) places.add(place)
	}
	const origin = new Map<number, number>()
	for (const { row, expected } of kept) {
		for (const place of places) {
			if (place !== expected && holdsAs(row, place)) origin.set(row.sequence, place)
		}
	}
	if (origin.size === 0) return breaks
	return breaks.flatMap((one): ChainBreak[] => {
		const from = one.kind === 'changed' ? origin.get(one.from) : undefined
		if (one.kind !== 'changed' || from === undefined) return [one]
		const { from: sequence, action } = one
		if (origin.get(from) !== sequence)
			return [{ kind: 'inserted', from: sequence, to: sequence, action, original: from }]
		return sequence < from ? [{ kind: 'swapped', from: sequence, to: from, action }] : []
	})
}

function joinMoved(breaks: readonly ChainBreak[]): readonly ChainBreak[] {
	let joined = [...breaks]
	for (const one of breaks) {
		if (one.kind !== 'inserted' || one.original === null) continue
		const { original, from: sequence, action } = one
		const lack = joined.find((of) => of.kind === 'missing' && of.from <= original && original <= of.to)
		if (lack?.kind !== 'missing') continue
		joined = joined.flatMap((of): ChainBreak[] => {
			if (of === one) return [{ kind: 'moved', from: original, to: sequence, action }]
			if (of !== lack) return [of]
			const rest = [
				{ ...lack, to: original - 1 },
				{ ...lack, from: original + 1 },
			]
			return rest.filter(({ from, to }) => from <= to)
		})
	}
	return joined
}

/** In place of many rows side by side their range. */
export function joinNeighbours(breaks: readonly ChainBreak[]): ChainBreak[] {
	const joined: ChainBreak[] = []
	for (const one of breaks) {
		const before = joined.at(-1)
		const both = before && joinTwo(before, one)
		if (both) joined[joined.length - 1] = both
		else joined.push(one)
	}
	return joined
}

function joinTwo(before: ChainBreak, one: ChainBreak): ChainBreak | null {
	if (one.from !== before.to + 1) return null
	const { to } = one
	if (before.kind === 'changed' && one.kind === 'changed') {
		return before.what === 'content' && one.what === 'content' ? { ...before, to } : null
	}
	if (before.kind === 'inserted' && one.kind === 'inserted') {
		return before.original === null && one.original === null ? { ...before, to } : null
	}
	return null
}
