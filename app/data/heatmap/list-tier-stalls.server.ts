import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { HeatmapFamily } from '#app/data/read-heatmap-frame.server.ts'
import type { KeptTarget } from '#app/data/targets/list-kept-targets.server.ts'
import { findKeptTarget, listKeptTargets } from '#app/data/targets/list-kept-targets.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Placed, TierStall } from '#app/domain/heatmap/stall.ts'
import { dropRepeated, findGroupStall, findPeopleStall } from '#app/domain/heatmap/stall.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { countPlacedPeople } from './count-placed-people.server.ts'
import type { PublishedView } from './read-published-view.server.ts'
import { flowKey, readWholeHeatmap } from './read-whole-heatmap.server.ts'

export type ListedTierStall = TierStall & {
	node: { id: string; name: string }
	/** The nodes above, from the root down. */
	above: { id: string; name: string }[]
	family: HeatmapFamily
	target: KeptTarget
}

export type TierStalls = {
	stalls: ListedTierStall[]
	/** Whether anything is set that a group can be measured against. */
	hasTargets: boolean
	/** Whether people are followed from cycle to cycle, or two figures of a group are compared. */
	followsPeople: boolean
}

/**
 * Where the same people stand still below their target, in a published cycle and the one before, of every node and family: the
 * largest groups first, then by name. Who sees everybody gets it of those with a result in both cycles; everybody else of figures
 * that the heatmap shows them, of groups that have hardly changed.
 */
export async function listTierStalls(
	scope: AccountScope,
	person: Person,
	{ view, familyId }: { view: PublishedView; familyId?: string | undefined },
): Promise<TierStalls> {
	const { snapshotId, comparisonId, k } = view
	if (comparisonId === null) return { stalls: [], hasTargets: true, followsPeople: false }
	const { nodes, cells, comparisonCells, flows } = await readWholeHeatmap(scope, person, {
		...{ view, withFlows: true },
	})
	const names = new Map(nodes.map(({ id, name }) => [id, name]))
	const families = view.families.filter(({ id }) => familyId === undefined || id === familyId)
	const pairs = nodes.flatMap(({ id, name, above }) =>
		families.map((family) => ({
			...{ node: { id, name }, above, family },
			now: summaryOf(cells.get(id), family.id),
			before: summaryOf(comparisonCells.get(id), family.id),
		})),
	)
	const nodeIds = [...new Set(pairs.flatMap(({ node, now, before }) => (now && before ? [node.id] : [])))]
	const { targets, placed } = await withAccountSql(scope, async (sql) => ({
		targets: await listKeptTargets(sql, scope, { snapshotId, teamIds: null }),
		placed: flows ? [] : await countPlacedPeople(sql, scope, { snapshotId, comparisonId, nodeIds }),
	}))
	const placedIn = new Map(placed.map((one) => [flowKey(one), one]))
	const stalls = pairs.flatMap(({ node, above, family, now, before }): ListedTierStall[] => {
		const target = findKeptTarget(targets, {
			teamIds: [node.id, ...above.toReversed()],
			familyId: family.id,
		})
		if (!target) return []
		const of = { targetHalfSteps: target.halfSteps, k }
		const key = flowKey({ nodeId: node.id, familyId: family.id })
		const group = placedIn.get(key)
		const stall = flows
			? findPeopleStall(flows.get(key) ?? [], of)
			: now && before && group
				? findGroupStall({ now, before, placed: placedOf(group) }, of)
				: null
		if (!stall) return []
		const path = above.map((id) => ({ id, name: names.get(id) ?? '' }))
		return [{ ...stall, node, above: path, family, target }]
	})
	// The order of the tree, which is by name, holds where groups are as large.
	return {
		stalls: dropRepeated(stalls).toSorted((a, b) => b.n - a.n),
		hasTargets: targets.length > 0,
		followsPeople: flows !== null,
	}
}

const placedOf = ({ now, before, both }: Placed): Placed => ({ now, before, both })

function summaryOf(cells: NodeCells | undefined, familyId: string): Summary | null {
	const tier = cells?.families.find((one) => one.familyId === familyId)?.tier
	return tier?.kind === 'shown' ? tier.summary : null
}
