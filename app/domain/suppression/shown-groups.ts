import { groupsOf } from './cycle-pair.ts'
import type { ShownPeople } from './flow-sides.ts'
import { markShown } from './mark-shown.ts'
import { tierMeasure } from './pattern.ts'
import { placePeople } from './placed-people.ts'

/** Into which groups the shown figures of the tier part the people of a snapshot, each by a number of its own. */
export type ShownGroups = {
	/** For somebody's position the shown cell whose rest they are counted in; -1 for none. */
	readonly groupOf: (position: number) => number
	/** The cell of a group. */
	readonly cellOf: (group: number) => { readonly nodeId: string; readonly familyId: string }
	/** Id of somebody's family, by position. */
	readonly familyOf: (position: number) => string | undefined
}

export function groupsIn(snapshot: ShownPeople): ShownGroups {
	const familyIds = snapshot.families.map(({ id }) => id)
	const { lattice, nodes, families } = placePeople(snapshot, familyIds)
	const columns = snapshot.pattern.columns.filter(({ measure }) => measure === tierMeasure)
	const groups = groupsOf(lattice, familyIds.length, markShown(lattice, familyIds, columns))
	const size = lattice.ids.length
	return {
		groupOf: (position) => groups[(families[position] ?? 0) * size + (nodes[position] ?? 0)] ?? -1,
		cellOf: (group) => ({
			nodeId: lattice.ids[group % size] ?? '',
			familyId: familyIds[Math.floor(group / size)] ?? '',
		}),
		familyOf: (position) => familyIds[families[position] ?? -1],
	}
}
