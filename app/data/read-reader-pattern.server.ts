import { decidePattern, type EarlierSnapshot } from '#app/domain/suppression/decide-pattern.ts'
import type { CountRow, Pattern } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { countSeenParticipants } from './count-seen-participants.server.ts'
import { listPublishedSnapshots, type PublishedSnapshot } from './list-published-snapshots.server.ts'
import { readSnapshotCells } from './read-snapshot-cells.server.ts'
import { readSnapshotTransitions } from './read-snapshot-transitions.server.ts'
import { readSnapshotTree, type SnapshotTreeNode } from './read-snapshot-tree.server.ts'

type Decided = { nodes: SnapshotTreeNode[]; pattern: Pattern }

/**
 * What a published snapshot shows to a member never changes: whom they see in it is frozen with it. So it is decided once
 * in a process for each of the last readers.
 */
const decided = new Map<string, Promise<Decided>>()
const most = 500

/**
 * The cells of a snapshot that are shown to a member who sees some people individually (a manager): decided from the
 * counts of those whom the member does not see, after every earlier snapshot was decided the same way.
 */
export async function readReaderPattern(
	scope: AccountScope,
	{ snapshotId, memberId }: { snapshotId: string; memberId: string },
): Promise<Pattern> {
	const snapshots = (await listPublishedSnapshots(scope)).toReversed()
	const last = snapshots.findIndex(({ id }) => id === snapshotId)
	if (last < 0) throw new Error('There is no such snapshot in this account.')
	const earlier: (Decided & { id: string })[] = []
	for (const snapshot of snapshots.slice(0, last + 1)) {
		const key = `${scope.accountId} ${snapshot.id} ${memberId}`
		const decision = decided.get(key) ?? decide(scope, { snapshot, memberId, earlier: [...earlier] })
		// The newest last, so that the first is the one that was used longest ago.
		decided.delete(key)
		decided.set(key, decision)
		decision.catch(() => decided.delete(key))
		earlier.push({ id: snapshot.id, ...(await decision) })
	}
	while (decided.size > most) {
		const oldest = decided.keys().next()
		if (oldest.done) break
		decided.delete(oldest.value)
	}
	const result = earlier.at(-1)
	if (!result) throw new Error('There is no such snapshot in this account.')
	return result.pattern
}

async function decide(
	scope: AccountScope,
	of: { snapshot: PublishedSnapshot; memberId: string; earlier: (Decided & { id: string })[] },
): Promise<Decided> {
	const { snapshot, memberId } = of
	const nodes = await readSnapshotTree(scope, { snapshotId: snapshot.id })
	const counts = await readSnapshotCells(scope, { snapshotId: snapshot.id, nodes: 'all' })
	const seen = await countSeenParticipants(scope, { snapshotId: snapshot.id, memberId })
	const earlier: EarlierSnapshot[] = []
	for (const before of of.earlier) {
		earlier.push({
			nodes: before.nodes,
			pattern: before.pattern,
			transitions: await readSnapshotTransitions(scope, {
				fromSnapshotId: before.id,
				toSnapshotId: snapshot.id,
				unseenByMemberId: memberId,
			}),
		})
	}
	return {
		nodes,
		pattern: decidePattern({ k: snapshot.minimumGroupSize, nodes, counts: subtract(counts, seen), earlier }),
	}
}

/** The counts without the people in `seen`; a cell in which nobody is left stays, with 0. */
function subtract(counts: readonly CountRow[], seen: readonly CountRow[]): CountRow[] {
	const keyOf = ({ nodeId, familyId, measure, value }: CountRow): string =>
		`${nodeId} ${familyId} ${value} ${measure}`
	const less = new Map(seen.map((row) => [keyOf(row), row.count]))
	return counts
		.filter(({ measure }) => measure !== 'flow')
		.map((row) => ({ ...row, count: row.count - (less.get(keyOf(row)) ?? 0) }))
}
