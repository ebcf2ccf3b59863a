import type { ChainBreak } from './chain-break.ts'
import { chainText } from './chain-row.ts'
import type { ChainRow } from './chain-row.ts'
import { classifyStretch } from './classify-stretch.ts'
import type { SeenRow } from './classify-stretch.ts'
import { joinBreaks, joinNeighbours } from './join-breaks.ts'

/** What a log is expected to have had at a place, by a head or an archive. */
export type Expected = { sequence: number; hash: string }

export type ChainFindings = {
	/** Rows that were read. */
	rows: number
	/** In the order of the log, as many as asked for at most. */
	breaks: ChainBreak[]
	/** Breaks beyond that number. */
	moreBreaks: number
	/** The highest place that a row has, as it was written; 0 for a log without rows. */
	lastNumber: number
	/** The hashes found at the places that were asked for; a place without a row is not in it. */
	found: ReadonlyMap<number, string>
}

export type ChainCheck = {
	/** The rows in the order of their sequences. */
	take: (row: ChainRow) => void
	finish: () => ChainFindings
}

export type ChainCheckOptions = {
	accountId: string
	/** SHA-256 in hex. */
	hash: (text: string) => string
	/** Places whose hashes are wanted. */
	places?: readonly number[]
	/** Most breaks that are returned. */
	limit?: number
}

/** How far from its place a row is looked for at once; two that changed places further apart are found at the end. */
const NEAR = 32
/** Rows that fit nowhere, for which that is done; more are one large change. */
const MOST_SEARCHED = 500
/** Rows of a stretch that does not hold, before it is described and the next begins. */
const LONGEST_STRETCH = 64
/** Rows kept to be recognized elsewhere. */
const MOST_KEPT = 100

/**
 * Checks the chain of one account's log row by row, in memory that does not grow with the log. A row holds when the hash of
 * its text is its hash, it comes next, and it carries the hash of the row before. Where one does not, rows are gathered until
 * two in a row hold again, and the stretch between is put into words.
 */
export function checkChain({ accountId, hash, places = [], limit = 100 }: ChainCheckOptions): ChainCheck {
	const wanted = new Set(places)
	const found = new Map<number, string>()
	const breaks: ChainBreak[] = []
	const kept: SeenRow[] = []
	let count = 0
	let moreBreaks = 0
	let searched = 0
	/** How much higher the rows were numbered when they were written than now. */
	let shift = 0
	let last: SeenRow | null = null
	let hashBeforeLast = ''
	let stretch: SeenRow[] = []
	/** Of the rows that did not simply come next. */
	let highest = 0

	const holdsAs = (row: ChainRow, number: number, previousHash?: string) =>
		hash(chainText(accountId, row, number, previousHash)) === row.hash

	function look(row: ChainRow): SeenRow {
		const expected = row.sequence + shift
		const computed = hash(chainText(accountId, row, expected))
		let number = computed === row.hash ? expected : null
		if (number === null && shift !== 0 && holdsAs(row, row.sequence)) number = row.sequence
		if (number === null && searched < MOST_SEARCHED) {
			searched += 1
			for (let step = 1; step <= NEAR && number === null; step += 1) {
				if (holdsAs(row, expected + step)) number = expected + step
				else if (holdsAs(row, expected - step)) number = expected - step
			}
		}
		return { row, computed, number, expected }
	}

	function settle(next: SeenRow | null): void {
		const described = classifyStretch({ last, hashBeforeLast, stretch, next, holdsAs })
		for (const one of described) {
			if (breaks.length < limit + MOST_KEPT) breaks.push(one)
			else {
				// What was changed from end to end is one break still.
				const both = joinNeighbours([...breaks.splice(-1), one])
				breaks.push(...both.slice(0, 1))
				moreBreaks += both.length - 1
			}
		}
		for (const seen of stretch) if (seen.number === null && kept.length < MOST_KEPT) kept.push(seen)
	}

	function note(number: number, of: ChainRow): void {
		if (wanted.has(number)) found.set(number, of.hash)
	}

	function take(row: ChainRow): void {
		count += 1
		if (stretch.length === 0) {
			const number = row.sequence + shift
			const computed = hash(chainText(accountId, row, number))
			if (
				computed === row.hash &&
				row.sequence === (last ? last.row.sequence : 0) + 1 &&
				row.previousHash === (last ? last.row.hash : '')
			) {
				hashBeforeLast = last ? last.row.hash : ''
				last = { row, computed, number, expected: number }
				if (wanted.size > 0) note(number, row)
				return
			}
		}
		const seen = look(row)
		note(seen.number ?? seen.expected, row)
		highest = Math.max(highest, seen.number ?? seen.expected)
		stretch.push(seen)
		const [before, after] = stretch.slice(-2)
		if (before && after && follows(before, after)) {
			stretch = stretch.slice(0, -2)
			settle(before)
			resume(after, before.row.hash)
		} else if (stretch.length >= LONGEST_STRETCH) {
			settle(null)
			resume(seen, before?.row.hash ?? '')
		}
	}

	function resume(at: SeenRow, hashBefore: string): void {
		last = at
		hashBeforeLast = hashBefore
		shift = (at.number ?? at.expected) - at.row.sequence
		stretch = []
	}

	function finish(): ChainFindings {
		if (stretch.length > 0) {
			settle(null)
			last = stretch.at(-1) ?? last
		}
		const all = joinBreaks(breaks, kept, holdsAs)
		return {
			rows: count,
			breaks: all.slice(0, limit),
			moreBreaks: moreBreaks + Math.max(0, all.length - limit),
			lastNumber: Math.max(highest, last ? (last.number ?? last.expected) : 0),
			found,
		}
	}

	return { take, finish }
}

function follows(before: SeenRow, after: SeenRow): boolean {
	return (
		before.number !== null &&
		after.number === before.number + 1 &&
		after.row.sequence === before.row.sequence + 1 &&
		after.row.previousHash === before.row.hash
	)
}
