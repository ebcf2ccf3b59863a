import type { ShownFlow, ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import { isOfFlow } from '#app/domain/suppression/flow-sides.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'

/** Reads a snapshot with what is shown of it. */
export type ReadShown = (snapshotId: string) => Promise<ShownPeople>

/** The flows that are shown of some snapshots. `read` reads those that they are counted from as well. */
export async function readShownFlows(
	snapshots: readonly Pick<PublishedSnapshot, 'id' | 'comparisonId'>[],
	read: ReadShown,
): Promise<ShownFlow[]> {
	const flows: ShownFlow[] = []
	for (const { id, comparisonId } of snapshots) {
		if (comparisonId === null) continue
		const now = await read(id)
		if (now.pattern.columns.some(isOfFlow)) flows.push({ then: await read(comparisonId), now })
	}
	return flows
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
