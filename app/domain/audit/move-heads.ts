/** The end of an account's log at a time, or of the log that a removed account had. */
export type HeadRecord = {
	kind: 'sealed' | 'removed'
	accountId: string
	slug: string
	sequence: number
	hash: string
	/** ISO 8601. */
	sealedAt: string
}

/** The end of the log now, and the hash that stands where the newest head is. */
export type TailNow = {
	accountId: string
	slug: string
	sequence: number
	hash: string
	knownHash: string | null
}

/** Heads of an account that are kept: the newest, and older ones that tell later from where on history was rewritten. */
const MOST_HEADS = 6
const MOST_REMOVED = 200

/** The newest head of each account, of accounts that were removed as well. */
export function newestHeads(heads: readonly HeadRecord[]): Map<string, HeadRecord> {
	const newest = new Map<string, HeadRecord>()
	for (const head of heads) {
		const other = newest.get(head.accountId)
		if (!other || head.sequence >= other.sequence) newest.set(head.accountId, head)
	}
	return newest
}

/**
 * Adds the present ends to the heads. A head whose row is not there any more, or is another one, stays as it is: a log that was
 * cut and then grew again is not sealed over.
 *
 * @returns the heads, and the accounts whose log contradicts them
 */
export function moveHeads(
	heads: readonly HeadRecord[],
	tails: readonly TailNow[],
	now: Date,
): { heads: HeadRecord[]; moved: number; contradicted: string[] } {
	const newest = newestHeads(heads)
	const added = new Map<string, HeadRecord>()
	const contradicted: string[] = []
	for (const { accountId, slug, sequence, hash, knownHash } of tails) {
		const head = newest.get(accountId)
		if (!head && sequence === 0) continue
		if (head && head.hash !== knownHash) contradicted.push(slug)
		else if (head?.sequence !== sequence || head.kind === 'removed') {
			added.set(accountId, { kind: 'sealed', accountId, slug, sequence, hash, sealedAt: now.toISOString() })
		}
	}
	if (added.size === 0) return { heads: [...heads], moved: 0, contradicted }
	const moved = added.size
	const kept: HeadRecord[] = []
	for (const [accountId, of] of groupByAccount(heads)) {
		const one = added.get(accountId)
		kept.push(...(one ? thinOut([...of.filter(({ kind }) => kind === 'sealed'), one]) : of))
		added.delete(accountId)
	}
	return { heads: [...kept, ...added.values()], moved, contradicted }
}

/** The heads with one that says that the account was removed with its log, in place of those it had. */
export function buryHead(heads: readonly HeadRecord[], removed: HeadRecord): HeadRecord[] {
	const others = heads.filter(({ accountId }) => accountId !== removed.accountId)
	const graves = others.filter(({ kind }) => kind === 'removed')
	const forgotten = new Set(graves.slice(0, Math.max(0, graves.length + 1 - MOST_REMOVED)))
	return [...others.filter((head) => !forgotten.has(head)), removed]
}

function groupByAccount(heads: readonly HeadRecord[]): Map<string, HeadRecord[]> {
	const groups = new Map<string, HeadRecord[]>()
	for (const head of heads) {
		const group = groups.get(head.accountId)
		if (group) group.push(head)
		else groups.set(head.accountId, [head])
	}
	return groups
}

/** Takes away the one whose neighbours are closest to each other for its age, so that what stays spreads over all of the past. */
function thinOut(heads: HeadRecord[]): HeadRecord[] {
	if (heads.length <= MOST_HEADS) return heads
	const times = heads.map(({ sealedAt }) => Date.parse(sealedAt))
	const now = times.at(-1) ?? 0
	let least = 1
	let leastGap = Number.POSITIVE_INFINITY
	for (let index = 1; index < heads.length - 1; index += 1) {
		const gap = ((times[index + 1] ?? 0) - (times[index - 1] ?? 0)) / (1 + now - (times[index] ?? 0))
		if (gap < leastGap) [least, leastGap] = [index, gap]
	}
	return thinOut(heads.toSpliced(least, 1))
}
