import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import type { EarlierSnapshot } from '#app/domain/suppression/decide-pattern.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import type { FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { decideBesides } from './decide-besides.server.ts'
import { listPublishedSnapshots, type PublishedSnapshot } from './list-published-snapshots.server.ts'
import { listSeenMembers } from './list-seen-members.server.ts'
import { keysOfMembers, readSnapshotPeople } from './read-snapshot-people.server.ts'

/**
 * What a published snapshot shows to a member never changes: whom they see in it is frozen with it. So it is decided once
 * in a process for each of the last readers.
 */
const decided = new Map<string, Promise<Pattern>>()
const most = 500

/**
 * The cells of a snapshot that are shown to a member who sees some people individually (a manager): decided from those whom
 * the member does not see, after every earlier snapshot was decided the same way.
 */
export async function readReaderPattern(
	scope: AccountScope,
	{ snapshotId, memberId }: { snapshotId: string; memberId: string },
): Promise<Pattern> {
	const snapshots = (await listPublishedSnapshots(scope)).toReversed()
	const last = snapshots.findIndex(({ id }) => id === snapshotId)
	if (last < 0) throw new Error('There is no such snapshot in this account.')
	const keyOf = ({ id }: PublishedSnapshot) => `${scope.accountId} ${id} ${memberId}`
	const people = new Map<string, Promise<FrozenPeople>>()
	const peopleOf = (id: string) => {
		const reading = people.get(id) ?? readPeople(scope, { snapshotId: id, memberId })
		people.set(id, reading)
		return reading
	}
	for (const [index, snapshot] of snapshots.slice(0, last + 1).entries()) {
		const key = keyOf(snapshot)
		const decision = decided.get(key) ?? decide(snapshot, snapshots.slice(0, index))
		// The newest last, so that the first is the one that was used longest ago.
		decided.delete(key)
		decided.set(key, decision)
		decision.catch(() => decided.delete(key))
		await decision
	}
	const pattern = await decided.get(keyOf(snapshots[last] as PublishedSnapshot))
	while (decided.size > most) {
		const oldest = decided.keys().next()
		if (oldest.done) break
		decided.delete(oldest.value)
	}
	if (!pattern) throw new Error('The pattern of a snapshot was not decided.')
	return pattern

	async function decide(
		{ id, startsOn, minimumGroupSize: k }: PublishedSnapshot,
		before: readonly PublishedSnapshot[],
	): Promise<Pattern> {
		const earlier: EarlierSnapshot[] = []
		for (const one of before.filter((earlier) => areCompared(earlier.startsOn, startsOn))) {
			const pattern = await decided.get(keyOf(one))
			if (pattern) earlier.push({ ...(await peopleOf(one.id)), pattern })
		}
		return decideBesides({ k, snapshot: await peopleOf(id), earlier })
	}
}

async function readPeople(
	scope: AccountScope,
	of: { snapshotId: string; memberId: string },
): Promise<FrozenPeople> {
	return withAccount(scope, async (transaction) => ({
		...(await readSnapshotPeople(transaction, scope, of)),
		seen: keysOfMembers(await listSeenMembers(transaction, scope, of)),
	}))
}
