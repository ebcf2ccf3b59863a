import type { Disclosure } from '#app/domain/suppression/apply-pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Reading } from './read-reading.server.ts'
import { readOwnDisclosure } from './read-reading.server.ts'
import type { SnapshotCells } from './read-snapshot-cells.server.ts'

/** A snapshot as the reader reads it. */
export type SnapshotReading = { snapshotId: string; reading: Reading }

/**
 * What the reader may be told of the cells of a snapshot.
 *
 * @param cells read with the stored pattern where the reading is through it
 */
export async function readDisclosure(
	scope: AccountScope,
	{ reading, snapshotId }: SnapshotReading,
	cells: SnapshotCells,
): Promise<Disclosure> {
	if (reading.through === 'everything') return { kind: 'everything' }
	if (reading.through === 'own') return readOwnDisclosure(scope, reading, { snapshotId })
	const shown = cells.get(snapshotId)?.shown
	return {
		kind: 'pattern',
		isShown: (id, familyId, measure) => shown?.get(id)?.has(`${familyId} ${measure}`) ?? false,
		openNodeIds: reading.openNodeIds,
	}
}
