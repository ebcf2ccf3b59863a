import type { ChainBreak } from './chain-break.ts'
import type { ChainFindings } from './check-chain.ts'

/** The end that an account's log had at some time, kept outside of the database. */
export type AuditHead = { sequence: number; hash: string; sealedAt: string }

/** What the heads of an account know of its log that the log itself does not show. */
export function compareHeads(
	heads: readonly AuditHead[],
	{ found, lastNumber, breaks: known }: Pick<ChainFindings, 'found' | 'lastNumber' | 'breaks'>,
): ChainBreak[] {
	const isNamed = (sequence: number) =>
		known.some(({ kind, from, to }) => kind === 'changed' && from <= sequence && sequence <= to)
	const sorted = heads.toSorted((a, b) => a.sequence - b.sequence)
	const breaks: ChainBreak[] = []
	const differs = sorted.find(
		({ sequence, hash }) => found.has(sequence) && found.get(sequence) !== hash && !isNamed(sequence),
	)
	if (differs) {
		const good = sorted.findLast(
			({ sequence, hash }) => sequence < differs.sequence && found.get(sequence) === hash,
		)
		const { sequence: to, sealedAt } = differs
		breaks.push({ kind: 'rewritten', from: (good?.sequence ?? 0) + 1, to, sealedAt })
	}
	const newest = sorted.at(-1)
	if (newest && newest.sequence > lastNumber) {
		const { sequence: to, sealedAt } = newest
		breaks.push({ kind: 'cut', from: lastNumber + 1, to, sealedAt })
	}
	return breaks
}
