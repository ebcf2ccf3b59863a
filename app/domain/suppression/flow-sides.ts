import { tierMeasure, type Pattern } from './pattern.ts'
import type { FrozenPeople, PeoplePairs } from './standings.ts'
import { keyWords, pairPeople } from './standings.ts'

/** The flow of the whole account, of one family by itself (docs/decisions/0050-the-flow-for-readers-of-groups.md). */
export const flowMeasure = 'flow'
/** The families whose flow is shown of all of them together, and of none by itself. */
export const flowTogetherMeasure = 'flow-together'
/** The flow of one family in round numbers (docs/decisions/0053-a-flow-in-round-numbers.md). */
export const roundedFlowMeasure = 'flow-rounded'

/** A snapshot with what its reader is shown of it. */
export type ShownPeople = FrozenPeople & { readonly pattern: Pattern }

/** A snapshot with the one that its flow is counted from. */
export type ShownFlow = { readonly then: ShownPeople; readonly now: ShownPeople }

/** Somebody is in both figures of the account, in this one alone, or in the earlier one alone. */
export const sideNames = ['both', 'joined', 'left'] as const
export type SideName = (typeof sideNames)[number]

/** Everybody who is in the account's figure of either snapshot, by position; what a flow is counted from. */
export type FlowPeople = {
	/** Positions in the two snapshots; -1 for who is not in its figure. */
	readonly then: Int32Array
	readonly now: Int32Array
	/** The family by which each is counted: of this snapshot, of who is in the earlier figure alone of that one. */
	readonly familyIds: readonly string[]
}

/** The families whose tier is shown of the whole account. */
export function familiesInFigure({ nodes, pattern }: ShownPeople): ReadonlySet<string> {
	const root = nodes.find(({ parentId }) => parentId === null)?.id
	return new Set(
		pattern.columns.flatMap(({ measure, familyId, nodeIds }) =>
			measure === tierMeasure && root !== undefined && nodeIds.includes(root) ? [familyId] : [],
		),
	)
}

/** Who is in the account's figures of two snapshots, whether or not the reader sees them. */
export function pairFigures(then: ShownPeople, now: ShownPeople): FlowPeople {
	const pairs: PeoplePairs = pairPeople(withoutSeen(then), withoutSeen(now))
	const [before, after] = [figureOf(then), figureOf(now)]
	const found: { then: number[]; now: number[]; familyIds: string[] } = { then: [], now: [], familyIds: [] }
	for (let pair = 0; pair < pairs.then.length; pair++) {
		const i = pairs.then[pair] ?? -1
		const j = pairs.now[pair] ?? -1
		const was = i < 0 ? null : before(i)
		const is = j < 0 ? null : after(j)
		const familyId = is ?? was
		if (familyId === null) continue
		found.then.push(was === null ? -1 : i)
		found.now.push(is === null ? -1 : j)
		found.familyIds.push(familyId)
	}
	return { ...found, then: Int32Array.from(found.then), now: Int32Array.from(found.now) }
}

/** The family of somebody who is in the account's figure, else null. */
function figureOf(snapshot: ShownPeople): (person: number) => string | null {
	const { standings, families, nodes } = snapshot
	const shown = familiesInFigure(snapshot)
	const ids = families.map(({ id }) => (shown.has(id) ? id : null))
	return (person) => {
		if ((standings.values[person * standings.width] ?? 0) === 0) return null
		return ids[Math.floor((standings.cells[person] ?? 0) / nodes.length)] ?? null
	}
}

const withoutSeen = (people: FrozenPeople): FrozenPeople => ({
	nodes: people.nodes,
	families: people.families,
	standings: people.standings,
})

export function sideOf({ then, now }: FlowPeople, index: number): SideName {
	return (then[index] ?? -1) < 0 ? 'joined' : (now[index] ?? -1) < 0 ? 'left' : 'both'
}

/** By family the part of a shown flow that it is in: its own id, or that of all that are shown together; none, none. */
export function partsOf(columns: Pattern['columns']): ReadonlyMap<string, string> {
	return new Map(
		columns.flatMap(({ measure, familyId }) =>
			measure === flowMeasure
				? [[familyId, familyId] as const]
				: measure === flowTogetherMeasure
					? [[familyId, flowTogetherMeasure] as const]
					: [],
		),
	)
}

/** The families whose flow is told in round numbers. */
export const roundedFamilies = (columns: Pattern['columns']): ReadonlySet<string> =>
	new Set(columns.flatMap(({ measure, familyId }) => (measure === roundedFlowMeasure ? [familyId] : [])))

/** Every family that a flow tells of. */
export const toldFamilies = (columns: Pattern['columns']): string[] => [
	...partsOf(columns).keys(),
	...roundedFamilies(columns),
]

/** Whether a column says of which family a flow is told, and not which cells of a measure. */
export const isOfFlow = ({ measure }: Pattern['columns'][number]): boolean =>
	[flowMeasure, flowTogetherMeasure, roundedFlowMeasure].includes(measure)

/** By family how many are in both figures. */
export function countInBoth(then: ShownPeople, now: ShownPeople): ReadonlyMap<string, number> {
	const people = pairFigures(then, now)
	const counts = new Map<string, number>()
	people.familyIds.forEach((id, index) => {
		if (sideOf(people, index) === 'both') counts.set(id, (counts.get(id) ?? 0) + 1)
	})
	return counts
}

/** How many went from one tier to another; `from` and `to` are half-steps, 0 for who is not in that figure. */
export type CountedWay = { from: number; to: number; people: number }

export function tierAt({ standings }: FrozenPeople, person: number): number {
	return person < 0 ? 0 : (standings.values[person * standings.width] ?? 0)
}

const flowFamily = 'flow'

/**
 * What a shown flow tells of each of its two cycles by itself, as if these were snapshots: the tiers of those in both figures, and
 * of those in one of them alone, by part. What is decided later reckons with them.
 *
 * @param parts part of each family
 */
export function flowSides(
	then: ShownPeople,
	now: ShownPeople,
	parts: ReadonlyMap<string, string> = partsOf(now.pattern.columns),
): ShownPeople[] {
	if (parts.size === 0) return []
	const people = pairFigures(then, now)
	return [
		sideOfFlow({ snapshot: then, people, positions: people.then, parts }),
		sideOfFlow({ snapshot: now, people, positions: people.now, parts }),
	]
}

/** `flowSides` of several flows. */
export const sidesOfFlows = (flows: readonly ShownFlow[]): ShownPeople[] =>
	flows.flatMap(({ then, now }) => flowSides(then, now))

function sideOfFlow(of: {
	snapshot: ShownPeople
	people: FlowPeople
	positions: Int32Array
	parts: ReadonlyMap<string, string>
}): ShownPeople {
	const { snapshot, people, positions, parts } = of
	const { keys } = snapshot.standings
	const nodeIds: string[] = []
	const nodeAt = new Map<string, number>()
	const members: { position: number; node: number }[] = []
	positions.forEach((position, index) => {
		const part = parts.get(people.familyIds[index] ?? '')
		if (position < 0 || part === undefined) return
		const id = sideId(sideOf(people, index), part)
		const node = nodeAt.get(id) ?? nodeIds.push(id) - 1
		nodeAt.set(id, node)
		members.push({ position, node })
	})
	const standings = {
		people: members.length,
		keys: new Uint32Array(members.length * keyWords),
		cells: Int32Array.from(members, ({ node }) => node),
		values: Uint8Array.from(members, ({ position }) => tierAt(snapshot, position)),
		width: 1,
	}
	members.forEach(({ position }, index) => {
		standings.keys.set(keys.subarray(position * keyWords, (position + 1) * keyWords), index * keyWords)
	})
	return {
		nodes: nodeIds.map((id) => ({ id, parentId: null })),
		families: [{ id: flowFamily, questions: [] }],
		standings,
		...(snapshot.seen ? { seen: snapshot.seen } : {}),
		pattern: { k: snapshot.pattern.k, columns: [{ measure: tierMeasure, familyId: flowFamily, nodeIds }] },
	}
}

const sideId = (side: SideName, part: string) => `${side} ${part}`

/** The parts of which a pattern of `flowSides` holds something back. */
export function partsHeldBack({ nodes }: ShownPeople, decided: Pattern): Set<string> {
	const shown = new Set(
		decided.columns.flatMap(({ measure, nodeIds }) => (measure === tierMeasure ? nodeIds : [])),
	)
	return new Set(nodes.flatMap(({ id }) => (shown.has(id) ? [] : [id.slice(id.indexOf(' ') + 1)])))
}
