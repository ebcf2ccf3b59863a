import type { ShownFlow, ShownPeople } from './flow-sides.ts'
import type { Pattern } from './pattern.ts'
import type { FrozenPeople } from './standings.ts'
import { findExposedInSteps } from './find-exposed.ts'
import { roundedFamilies } from './flow-sides.ts'
import { tierMeasure } from './pattern.ts'
import { tellFlowsInSteps } from './tell-flow.ts'

export type BesideFlows = {
	readonly snapshot: FrozenPeople
	/** Every snapshot that the reader was shown before and may set beside this one, oldest first. */
	readonly earlier: readonly ShownPeople[]
	/** The flows that the reader was shown of these; the snapshots are the same objects. */
	readonly flows: readonly ShownFlow[]
}

/**
 * Decides what a reader who sees groups is shown of a snapshot beside flows in round numbers that they were shown before: what `decide` shows, less
 * the cells of tiers with which somebody would no longer be one of enough who can have had each other's tier (decision 53).
 *
 * @param decide decides a pattern within another, undefined for no bounds
 */
export function* decideBesideFlowsInSteps(
	decide: (within: Pattern | undefined) => Generator<void, Pattern>,
	{ snapshot, earlier, flows }: BesideFlows,
): Generator<void, Pattern> {
	let pattern = yield* decide(undefined)
	if (!flows.some(({ now }) => roundedFamilies(now.pattern.columns).size > 0)) return pattern
	for (;;) {
		const { shown, told } = yield* tellFlowsInSteps(flows, { earlier, now: { ...snapshot, pattern } })
		const now = shown.cycles.at(-1)
		const exposed = yield* findExposedInSteps(shown, told, {
			// What was told when fewer people were enough is told.
			enough: Math.min(...[pattern, ...flows.map((flow) => flow.now.pattern)].map(({ k }) => k)),
			blame: (person) => now?.groups[person] ?? -1,
		})
		const cells = [...exposed].flatMap((group) => (group >= 0 && now ? [now.cellOf(group)] : []))
		if (cells.length === 0) return pattern
		pattern = yield* decide(withoutCells(pattern, cells))
	}
}

function withoutCells(
	{ k, columns }: Pattern,
	cells: readonly { nodeId: string; familyId: string }[],
): Pattern {
	const isHidden = (nodeId: string, familyId: string) =>
		cells.some((cell) => cell.nodeId === nodeId && cell.familyId === familyId)
	return {
		k,
		columns: columns.map((column) =>
			column.measure === tierMeasure
				? { ...column, nodeIds: column.nodeIds.filter((id) => !isHidden(id, column.familyId)) }
				: column,
		),
	}
}
