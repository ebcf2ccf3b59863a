type Node = { readonly id: string; readonly parentId: string | null }

export type PlacedNode<Of extends Node> = Of & {
	/** From the root down to the node above; empty for the root. */
	readonly above: readonly string[]
	/** Whether other nodes stand below. */
	readonly hasBelow: boolean
}

/**
 * The nodes as one walks a tree: each before those below it, siblings as they came. A node whose parent is not among them, as
 * for a reader who reaches the company and one team only, stands right below the root.
 */
export function orderTree<Of extends Node>(nodes: readonly Of[], rootId: string): PlacedNode<Of>[] {
	const ids = new Set(nodes.map(({ id }) => id))
	const parentOf = ({ id, parentId }: Of) =>
		id === rootId ? null : parentId !== null && ids.has(parentId) ? parentId : rootId
	const below = Map.groupBy(nodes, parentOf)
	const ordered: PlacedNode<Of>[] = []
	function walk(of: string | null, above: readonly string[]): void {
		for (const node of below.get(of) ?? []) {
			ordered.push({ ...node, above, hasBelow: below.has(node.id) })
			walk(node.id, [...above, node.id])
		}
	}
	walk(null, [])
	return ordered
}
