import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { listReadableSnapshots } from './list-readable-snapshots.server.ts'

/**
 * Chooses the snapshot that an address or a command names from those that somebody may look at, newest first: by its id, or
 * by the id or the name of its cycle, which mean the newest version; `latest` is that of the newest cycle.
 */
export function chooseSnapshot(
	snapshots: readonly PublishedSnapshot[],
	cycle: string,
): PublishedSnapshot | undefined {
	return snapshots.find(
		({ id, cycleId, cycleName }) => cycle === 'latest' || [id, cycleId, cycleName].includes(cycle),
	)
}

/** `chooseSnapshot` among those that a person may look at; null where there is none. */
export async function findSnapshot(
	scope: AccountScope,
	person: Person,
	{ cycle }: { cycle: string },
): Promise<PublishedSnapshot | null> {
	return chooseSnapshot(await listReadableSnapshots(scope, person), cycle) ?? null
}
