import type { ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import { flowSides, partsOf } from '#app/domain/suppression/flow-sides.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'

/** Reads a snapshot with what is shown of it. */
export type ReadShown = (snapshotId: string) => Promise<ShownPeople>

/** The sides of the flows that are shown of some snapshots. `read` reads those that they are counted from as well. */
export async function readFlowSides(
	snapshots: readonly Pick<PublishedSnapshot, 'id' | 'comparisonId'>[],
	read: ReadShown,
): Promise<ShownPeople[]> {
	const sides: ShownPeople[] = []
	for (const { id, comparisonId } of snapshots) {
		if (comparisonId === null) continue
		const now = await read(id)
		if (partsOf(now.pattern.columns).size > 0) sides.push(...flowSides(await read(comparisonId), now))
	}
	return sides
}

/** Reads each snapshot once. */
export function readOnce(read: ReadShown): ReadShown {
	const known = new Map<string, Promise<ShownPeople>>()
	return (snapshotId) => {
		const found = known.get(snapshotId) ?? read(snapshotId)
		known.set(snapshotId, found)
		return found
	}
}
