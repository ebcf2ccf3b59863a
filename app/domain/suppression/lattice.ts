import type { LatticeNode } from './pattern.ts'

/** A tree by position: parents stand before their children. */
export type Lattice = {
	readonly ids: readonly string[]
	readonly indexOf: ReadonlyMap<string, number>
	/** Position of the parent; -1 for a root. */
	readonly parents: Int32Array
}

/** Orders a tree. An unknown parent, a node twice or a loop is a fault of the caller. */
export function buildLattice(nodes: readonly LatticeNode[]): Lattice {
	const children = new Map<string | null, string[]>()
	const parentOf = new Map<string, string | null>()
	for (const { id, parentId } of nodes) {
		if (parentOf.has(id)) throw new RangeError(`node ${id} stands in the tree twice`)
		parentOf.set(id, parentId)
		const siblings = children.get(parentId)
		if (siblings) siblings.push(id)
		else children.set(parentId, [id])
	}
	const ids: string[] = [...(children.get(null) ?? [])]
	for (let position = 0; position < ids.length; position++) {
		for (const child of children.get(ids[position] ?? '') ?? []) ids.push(child)
	}
	if (ids.length !== nodes.length) throw new RangeError('a node hangs under an unknown node, or in a loop')
	const indexOf = new Map(ids.map((id, index) => [id, index]))
	const parents = Int32Array.from(ids, (id) => {
		const parentId = parentOf.get(id)
		return parentId == null ? -1 : (indexOf.get(parentId) ?? -1)
	})
	return { ids, indexOf, parents }
}

/** Position of a node; an unknown one is a fault of the caller. */
export function positionOf(lattice: Lattice, nodeId: string): number {
	const position = lattice.indexOf.get(nodeId)
	if (position === undefined) throw new RangeError(`node ${nodeId} is not in the tree`)
	return position
}

/** For each node the nearest node at or above it that is marked; -1 where there is none. */
export function nearestMarked(parents: Int32Array, marked: Uint8Array): Int32Array {
	const nearest = new Int32Array(parents.length)
	for (let node = 0; node < parents.length; node++) {
		const parent = parents[node] ?? -1
		nearest[node] = marked[node] ? node : parent < 0 ? -1 : (nearest[parent] ?? -1)
	}
	return nearest
}
