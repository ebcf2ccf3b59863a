import type { OrganizationNode } from './organization-chart.tsx'

/** Where a team stands in the picture: from left to right as shares of its width, and how many levels down. */
export type OrganizationPlace = { node: OrganizationNode; from: number; width: number; depth: number }

/** Every team that has nothing below it is as wide as any other; what is above is as wide as all of that. */
export function placeOrganization(nodes: readonly OrganizationNode[]): OrganizationPlace[] {
	const below = Map.groupBy(nodes, ({ parentId }) => parentId)
	const leaves = new Map<string, number>()
	for (const node of nodes.toReversed()) {
		const sum = (below.get(node.id) ?? []).reduce((total, { id }) => total + (leaves.get(id) ?? 1), 0)
		leaves.set(node.id, Math.max(1, sum))
	}
	const all = (below.get(null) ?? []).reduce((total, { id }) => total + (leaves.get(id) ?? 1), 0) || 1
	const places: OrganizationPlace[] = []
	function place(parentId: string | null, start: number, depth: number): void {
		let from = start
		for (const node of below.get(parentId) ?? []) {
			const width = leaves.get(node.id) ?? 1
			places.push({ node, from: from / all, width: width / all, depth })
			place(node.id, from, depth + 1)
			from += width
		}
	}
	place(null, 0, 0)
	return places
}
