import type { ChainBreak } from './chain-break.ts'
import type { ChainRow } from './chain-row.ts'

export type SeenRow = {
	row: ChainRow
	/** The hash of its text at the place where it is expected. */
	computed: string
	/** The place at which its hash holds; null: at none that was tried. */
	number: number | null
	/** The place that it would have as the rows before it are numbered. */
	expected: number
}

/** Whether the row's hash holds at a place, with another hash of the row before if one is given. */
export type HoldsAs = (row: ChainRow, number: number, previousHash?: string) => boolean

export type Stretch = {
	/** The last row that held; null at the beginning of the log. */
	last: SeenRow | null
	/** The hash of the row before that. */
	hashBeforeLast: string
	/** Rows between, in the order of the table. */
	stretch: readonly SeenRow[]
	/** The next two rows hold together, this is the first of them; null: nothing is known of what follows. */
	next: SeenRow | null
	holdsAs: HoldsAs
}

const numberOf = (seen: SeenRow): number => seen.number ?? seen.expected

/** Puts into words what happened between the last row that held and the next, as precisely as the rows allow. */
export function classifyStretch(of: Stretch): ChainBreak[] {
	const { last, stretch, next } = of
	if (stretch.length === 0) return next ? classifyJoint(of, next) : []
	const lastNumber = last ? numberOf(last) : 0
	const turned = findNewOrder(stretch, lastNumber, next)
	if (turned) return [turned]
	const between = next ? numberOf(next) - lastNumber - 1 : null
	if (between !== null && between < stretch.length) return classifyInserted(of, Math.max(0, between))
	const found = walk(of)
	const unseen = found.reduce((sum, one) => (one.kind === 'missing' ? sum + one.to - one.from + 1 : sum), 0)
	const lost = between === null ? 0 : between - stretch.length - unseen
	if (lost > 0 && next) {
		const to = numberOf(next) - 1
		found.push({ kind: 'missing', from: to - lost + 1, to, renumbered: true })
	}
	return found
}

/** Two rows that hold in themselves but do not meet. */
function classifyJoint({ last, hashBeforeLast }: Stretch, next: SeenRow): ChainBreak[] {
	const lastNumber = last ? numberOf(last) : 0
	const lastSequence = last ? last.row.sequence : 0
	const between = numberOf(next) - lastNumber - 1
	const hole = next.row.sequence - lastSequence - 1
	if (between > 0) {
		return hole >= between
			? [{ kind: 'missing', from: lastSequence + 1, to: next.row.sequence - 1, renumbered: false }]
			: [{ kind: 'missing', from: lastNumber + 1, to: numberOf(next) - 1, renumbered: true }]
	}
	if (hole > 0)
		return [{ kind: 'missing', from: lastSequence + 1, to: next.row.sequence - 1, renumbered: false }]
	const { action, sequence } = next.row
	if (!last) return [{ kind: 'changed', from: sequence, to: sequence, action, what: 'previous hash' }]
	if (between === 0) {
		return [{ kind: 'replaced', from: lastSequence, to: sequence, action: last.row.action }]
	}
	// The later rows keep the numbers that they had: whatever stands between is too much.
	const isLastTooMuch = between < -1 || next.row.previousHash === hashBeforeLast
	const from = isLastTooMuch ? Math.max(1, sequence + between) : sequence
	const to = isLastTooMuch ? sequence - 1 : sequence
	return [{ kind: 'inserted', from, to, action: (isLastTooMuch ? last : next).row.action, original: null }]
}

/** Whether the rows are all there and only stand in another order. */
function findNewOrder(
	stretch: readonly SeenRow[],
	lastNumber: number,
	next: SeenRow | null,
): ChainBreak | null {
	const numbers = stretch.map(({ number }) => number)
	const sorted = numbers.toSorted((a, b) => (a ?? 0) - (b ?? 0))
	if (sorted.some((number, index) => number !== lastNumber + 1 + index)) return null
	if (next && numberOf(next) !== lastNumber + 1 + stretch.length) return null
	const displaced = stretch.filter((_, index) => numbers[index] !== lastNumber + 1 + index)
	const [first] = displaced
	const final = displaced.at(-1)
	if (!first || !final) return null
	const [from, to] = [first.row.sequence, final.row.sequence]
	return displaced.length === 2
		? { kind: 'swapped', from, to, action: first.row.action }
		: { kind: 'reordered', from, to }
}

/** More rows than there is room for: those that carry on the chain are true, of the others the last are too much. */
function classifyInserted({ last, stretch, next, holdsAs }: Stretch, room: number): ChainBreak[] {
	let number = last ? numberOf(last) : 0
	let hash = last ? last.row.hash : ''
	const others: SeenRow[] = []
	for (const seen of stretch) {
		const hasRoom = !next || number + 1 < numberOf(next)
		if (hasRoom && seen.number === number + 1 && seen.row.previousHash === hash) {
			number += 1
			hash = seen.row.hash
		} else others.push(seen)
	}
	const changed = Math.max(0, room - (stretch.length - others.length))
	return others.map((seen, index) => {
		if (index < changed) return describeChange(seen, last, next, holdsAs)
		const { sequence, action } = seen.row
		const original = seen.number === null || seen.number === seen.expected ? null : seen.number
		return { kind: 'inserted', from: sequence, to: sequence, action, original }
	})
}

/** Row by row, each with its neighbours. */
function walk({ last, stretch, next, holdsAs }: Stretch): ChainBreak[] {
	const found: ChainBreak[] = []
	let before = last
	for (const [index, seen] of [...stretch, ...(next ? [next] : [])].entries()) {
		const after = stretch[index + 1] ?? (index < stretch.length ? next : null)
		const { sequence, action } = seen.row
		const lastSequence = before ? before.row.sequence : 0
		const isAfterHole = sequence > lastSequence + 1
		if (isAfterHole)
			found.push({ kind: 'missing', from: lastSequence + 1, to: sequence - 1, renumbered: false })
		if (seen === next) {
			if (!isAfterHole && before) found.push(...describeLink(before, seen, true))
		} else if (seen.number === null) {
			found.push(describeChange(seen, before, after, holdsAs))
		} else if (seen.number !== seen.expected) {
			found.push({ kind: 'inserted', from: sequence, to: sequence, action, original: seen.number })
		} else if (!isAfterHole && before) {
			// Where the row's own follower does not know it either, it is the one that was replaced.
			const isKnown = after !== null && after.row.previousHash === seen.row.hash
			if (after === null || isKnown) found.push(...describeLink(before, seen, isKnown))
		}
		before = seen
	}
	return found
}

/** Of two rows of which the second holds in itself. */
function describeLink(before: SeenRow, seen: SeenRow, isKnown: boolean): ChainBreak[] {
	if (before.number === null || seen.row.previousHash === before.row.hash) return []
	const [from, to] = [before.row.sequence, seen.row.sequence]
	return isKnown
		? [{ kind: 'replaced', from, to, action: before.row.action }]
		: [{ kind: 'unlinked', from, to, action: seen.row.action }]
}

/** A row whose hash is not that of its text. */
function describeChange(
	seen: SeenRow,
	before: SeenRow | null,
	after: SeenRow | null,
	holdsAs: HoldsAs,
): ChainBreak {
	const { row, computed, expected } = seen
	const follows = row.previousHash === (before ? before.row.hash : '')
	const isHashOnly = follows && after?.row.previousHash === computed
	const isPreviousOnly = !follows && holdsAs(row, expected, before ? before.row.hash : '')
	const what = isHashOnly ? 'hash' : isPreviousOnly ? 'previous hash' : 'content'
	return { kind: 'changed', from: row.sequence, to: row.sequence, action: row.action, what }
}
