import { decideBesideFlowsInSteps } from '#app/domain/suppression/decide-beside-flows.ts'
import { decideReaderInSteps, type StoredSnapshot } from '#app/domain/suppression/decide-reader-pattern.ts'
import type { ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import { sidesOfFlows } from '#app/domain/suppression/flow-sides.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { decideBesides } from './decide-besides.server.ts'
import { listSeenMembers } from './list-seen-members.server.ts'
import { listSnapshotsBeside } from './list-snapshots-beside.server.ts'
import { makeDecider } from './make-decider.server.ts'
import { readOnce, readShownFlows } from './read-shown-flows.server.ts'
import { readSnapshotPattern } from './read-snapshot-pattern.server.ts'
import { keysOfMembers, readSnapshotPeople } from './read-snapshot-people.server.ts'

/**
 * What a published snapshot shows to a member changes only with whom they stand in for: whom they see besides is frozen with
 * it. So it is decided once in a process for each of the last readers.
 */
const decideOnce = makeDecider<Pattern>(500)

/**
 * The cells of a snapshot that are shown to a member who sees some people individually (a manager).
 *
 * @param of.standIns `standInsOf` the member
 */
export async function readReaderPattern(
	scope: AccountScope,
	of: { snapshotId: string; memberId: string; standIns: string },
): Promise<Pattern> {
	const key = `${scope.accountId} ${of.snapshotId} ${of.memberId} ${of.standIns}`
	return decideOnce(key, () => decide(scope, of))
}

async function decide(
	scope: AccountScope,
	{ snapshotId, memberId }: { snapshotId: string; memberId: string },
): Promise<Pattern> {
	const beside = await listSnapshotsBeside(scope, { snapshotId })
	if (!beside) throw new Error('There is no such snapshot in this account.')
	const { compared } = beside
	const read = readOnce((id) => readSeenSnapshot(scope, { snapshotId: id, memberId }))
	const storedOf = ({ pattern, ...people }: ShownPeople): StoredSnapshot => ({ ...people, stored: pattern })
	const earlier: ShownPeople[] = []
	for (const { id } of compared) earlier.push(await read(id))
	const flows = await readShownFlows(compared, read)
	const sides = sidesOfFlows(flows)
	const snapshot = storedOf(await read(snapshotId))
	return decideBesides(
		decideBesideFlowsInSteps(
			(within) =>
				decideReaderInSteps(
					{ ...snapshot, stored: within ?? snapshot.stored },
					earlier.map(storedOf),
					undefined,
					sides,
				),
			{ snapshot, earlier, flows },
		),
	)
}

/** A snapshot with the pattern that was stored, and whom a member sees in it. */
export async function readSeenSnapshot(
	scope: AccountScope,
	of: { snapshotId: string; memberId: string },
): Promise<ShownPeople> {
	return withAccount(scope, async (transaction) => {
		const stored = await readSnapshotPattern(transaction, scope, of)
		if (!stored) throw new Error('There is no such snapshot in this account.')
		return {
			...(await readSnapshotPeople(transaction, scope, of)),
			seen: keysOfMembers(await listSeenMembers(transaction, scope, of)),
			pattern: stored,
		}
	})
}
