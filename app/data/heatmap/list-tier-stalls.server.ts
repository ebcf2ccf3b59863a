import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { HeatmapFamily } from '#app/data/read-heatmap-frame.server.ts'
import type { KeptTarget } from '#app/data/targets/list-kept-targets.server.ts'
import { findKeptTarget, listKeptTargets } from '#app/data/targets/list-kept-targets.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Placed, TierStall } from '#app/domain/heatmap/stall.ts'
import { dropRepeated, findGroupStall, findPeopleStall, standsStill } from '#app/domain/heatmap/stall.ts'
import type { Flow } from '#app/domain/report/movement.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { countPlacedPeople } from './count-placed-people.server.ts'
import type { PublishedView } from './read-published-view.server.ts'
import type { WholeHeatmap } from './read-whole-heatmap.server.ts'
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
	const whole = await readWholeHeatmap(scope, person, { view, withFlows: true })
	const families = view.families.filter(({ id }) => familyId === undefined || id === familyId)
	return withAccountSql(scope, async (sql) => {
		const targets = await listKeptTargets(sql, scope, { snapshotId, teamIds: null })
		const key = JSON.stringify([k, families, targets.map((one) => JSON.stringify(one)).toSorted()])
		const kept = found.get(whole)
		if (kept?.key === key) return kept.stalls
		const { nodes, cells, comparisonCells, flows } = whole
		const names = new Map(nodes.map(({ id, name }) => [id, name]))
		const groups = nodes.flatMap((node) =>
			families.flatMap((family): Group[] => {
				const flow = flows?.get(flowKey({ nodeId: node.id, familyId: family.id }))
				const now = summaryOf(cells.get(node.id), family.id)
				const before = summaryOf(comparisonCells.get(node.id), family.id)
				// Most families are not in most teams.
				if (flows ? !flow : !now || !before) return []
				const teamIds = [node.id, ...node.above.toReversed()]
				const target = findKeptTarget(targets, { teamIds, familyId: family.id })
				const above = node.above.map((id) => ({ id, name: names.get(id) ?? '' }))
				return target
					? [{ node: { id: node.id, name: node.name }, above, family, target, flow, now, before }]
					: []
			}),
		)
		const stalls = flows
			? stallsOfPeople(groups, k)
			: await stallsOfGroups(sql, scope, groups, { snapshotId, comparisonId, k })
		const all = {
			// The order of the tree, which is by name, holds where groups are as large.
			stalls: dropRepeated(stalls).toSorted((a, b) => b.n - a.n),
			hasTargets: targets.length > 0,
			followsPeople: flows !== null,
		}
		found.set(whole, { key, stalls: all })
		return all
	})
}

/**
 * What was found last in a whole organization, by what else it was found of: for as long as that is kept. Who is placed where in a
 * published cycle never changes either.
 */
const found = new WeakMap<WholeHeatmap, { key: string; stalls: TierStalls }>()

type Group = Pick<ListedTierStall, 'node' | 'above' | 'family' | 'target'> & {
	flow: readonly Flow[] | undefined
	now: Summary | null
	before: Summary | null
}

function stallsOfPeople(groups: readonly Group[], k: number): ListedTierStall[] {
	return groups.flatMap(({ flow = [], now: _, before: _before, ...group }) => {
		const stall = findPeopleStall(flow, { targetHalfSteps: group.target.halfSteps, k })
		return stall ? [{ ...group, ...stall }] : []
	})
}

/** Where people are placed is looked up of those groups alone that stand still. */
async function stallsOfGroups(
	sql: pg.ClientBase,
	scope: AccountScope,
	groups: readonly Group[],
	{ k, ...cycles }: { snapshotId: string; comparisonId: string; k: number },
): Promise<ListedTierStall[]> {
	const still = groups.flatMap(({ flow: _, now, before, ...group }) => {
		const of = { targetHalfSteps: group.target.halfSteps, k }
		return now && before && standsStill({ now, before }, of) ? [{ ...group, now, before, of }] : []
	})
	const nodeIds = [...new Set(still.map(({ node }) => node.id))]
	const placed = await countPlacedPeople(sql, scope, { ...cycles, nodeIds })
	const placedIn = new Map(placed.map((one) => [flowKey(one), one]))
	return still.flatMap(({ now, before, of, ...group }) => {
		const there = placedIn.get(flowKey({ nodeId: group.node.id, familyId: group.family.id }))
		const stall = there ? findGroupStall({ now, before, placed: placedOf(there) }, of) : null
		return stall ? [{ ...group, ...stall }] : []
	})
}

const placedOf = ({ now, before, both }: Placed): Placed => ({ now, before, both })

function summaryOf(cells: NodeCells | undefined, familyId: string): Summary | null {
	const tier = cells?.families.find((one) => one.familyId === familyId)?.tier
	return tier?.kind === 'shown' ? tier.summary : null
}
