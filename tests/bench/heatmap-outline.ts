import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Heatmap } from '#app/data/read-heatmap.server.ts'
import { readHeatmap } from '#app/data/read-heatmap.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'

/** The root's children of the newest snapshot, as somebody with the role of the scope reads them. */
export async function readAs(scope: AccountScope): Promise<Heatmap> {
	const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: false }
	const heatmap = await readHeatmap(scope, person, {})
	if (!heatmap) throw new Error('There is no heatmap to read.')
	return heatmap
}

export type Outline = {
	rows: number
	/** Cells with a figure. */
	filled: number
	/** The newest, and the one that it is compared with. */
	snapshots: PublishedSnapshot[]
	/** The root and its children. */
	nodeIds: string[]
}

export async function outline(scope: AccountScope): Promise<Outline> {
	const { snapshot, comparison, node, children, cells } = await readAs(scope)
	const families = children.flatMap(({ id }) => cells.get(id)?.families ?? [])
	return {
		rows: children.length,
		filled: families.filter(({ tier }) => tier.kind === 'shown').length,
		snapshots: [snapshot, ...(comparison ? [comparison] : [])],
		nodeIds: [node, ...children].map(({ id }) => id),
	}
}
