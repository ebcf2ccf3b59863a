/** Something in a log that no honest way of writing it leaves. Numbers are sequences as the table has them now. */
export type ChainBreak =
	/** `what`: the whole of it, or only one of the two columns that chain it. */
	| { kind: 'changed'; from: number; to: number; action: string; what: 'content' | 'hash' | 'previous hash' }
	/** The row, perhaps with some before it, was written anew with a hash that fits, but `to` follows another one. */
	| { kind: 'replaced'; from: number; to: number; action: string }
	/** At the end of the log, where no later row says which of the two is the true one. */
	| { kind: 'unlinked'; from: number; to: number; action: string }
	/** `renumbered`: later rows were moved up, so that no gap shows. */
	| { kind: 'missing'; from: number; to: number; renumbered: boolean }
	/** `original`: the row is a true one, from that place. */
	| { kind: 'inserted'; from: number; to: number; action: string; original: number | null }
	| { kind: 'swapped'; from: number; to: number; action: string }
	| { kind: 'reordered'; from: number; to: number }
	| { kind: 'moved'; from: number; to: number; action: string }
	/** A head says that there were rows up to `to`. */
	| { kind: 'cut'; from: number; to: number; sealedAt: string }
	/** A head says that row `to` had another hash, and an older head that all was well before `from`. */
	| { kind: 'rewritten'; from: number; to: number; sealedAt: string }

const rows = (from: number, to: number): string => (from === to ? `row ${from}` : `rows ${from} to ${to}`)
const were = (from: number, to: number): string => (from === to ? 'was' : 'were')
const are = (from: number, to: number): string => (from === to ? 'is' : 'are')

/** An action as it is logged; anything else was put there, and is not shown. */
const named = (action: string): string =>
	/^[a-z-]{1,40}\.[a-z-]{1,40}$/.test(action) ? action : 'no known action'

/** In a line what is wrong, without anything of a person. */
export function describeBreak(found: ChainBreak): string {
	const { kind, from, to } = found
	switch (kind) {
		case 'changed':
			if (found.what === 'hash') return `row ${from} (${named(found.action)}): its hash was changed`
			if (found.what === 'previous hash') {
				return `row ${from} (${named(found.action)}): the hash that it has of the row before was changed`
			}
			return from === to
				? `row ${from} (${named(found.action)}) was changed`
				: `rows ${from} to ${to} were changed`
		case 'replaced':
			return `row ${from} (${named(found.action)}) was replaced, perhaps with rows before it: row ${to} follows another one`
		case 'unlinked':
			return `rows ${from} and ${to} (${named(found.action)}) do not belong together: one of them was replaced`
		case 'missing':
			return found.renumbered
				? `${rows(from, to)} ${were(from, to)} deleted, and the rows after renumbered`
				: `${rows(from, to)} ${are(from, to)} missing`
		case 'inserted':
			return found.original === null
				? `${rows(from, to)}${from === to ? ` (${named(found.action)})` : ''} ${were(from, to)} inserted`
				: `row ${from} (${named(found.action)}) stands where it does not belong: it is row ${found.original}`
		case 'swapped':
			return `rows ${from} and ${to} (${named(found.action)}) changed places`
		case 'reordered':
			return `rows ${from} to ${to} stand in another order`
		case 'moved':
			return `row ${from} (${named(found.action)}) was moved to ${to}`
		case 'cut':
			return `${rows(from, to)} ${are(from, to)} missing at the end: the log was sealed at row ${to} on ${found.sealedAt}`
		case 'rewritten':
			return `${rows(from, to)}: history was rewritten; row ${to} is not the one that was sealed on ${found.sealedAt}`
	}
}
