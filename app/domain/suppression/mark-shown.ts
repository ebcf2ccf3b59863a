import type { Lattice } from './lattice.ts'
import type { Pattern } from './pattern.ts'

/** Marks the cells of some columns of a pattern with 1, at `family * nodes + node`. */
export function markShown(
	{ ids, indexOf }: Lattice,
	familyIds: readonly string[],
	columns: Pattern['columns'],
): Uint8Array {
	const shown = new Uint8Array(familyIds.length * ids.length)
	for (const { familyId, nodeIds } of columns) {
		const family = familyIds.indexOf(familyId)
		if (family < 0) continue
		for (const nodeId of nodeIds) {
			const node = indexOf.get(nodeId)
			if (node !== undefined) shown[family * ids.length + node] = 1
		}
	}
	return shown
}
