import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { listPublishedSnapshots } from './list-published-snapshots.server.ts'

/**
 * A snapshot and those beside which it is decided what a reader of groups is shown of it: published before, of cycles that are
 * compared, and open to everybody. Null where there is no such snapshot.
 */
export async function listSnapshotsBeside(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<{ published: PublishedSnapshot; compared: PublishedSnapshot[] } | null> {
	// In the order in which they were published: a cycle may be corrected after the next one is published, and what that one
	// shows stays as it was.
	const snapshots = (await listPublishedSnapshots(scope))
		.toReversed()
		.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime())
	const last = snapshots.findIndex(({ id }) => id === snapshotId)
	const published = snapshots[last]
	if (!published) return null
	const compared = snapshots
		.slice(0, last)
		.filter(({ startsOn, isForEverybody }) => isForEverybody && areCompared(startsOn, published.startsOn))
	return { published, compared }
}
