import { decideInSteps } from './decide-pattern.ts'
import { peopleBesideChanges, findUntradable } from './find-untradable.ts'
import { readHistories, type FlowPerson } from './flow-histories.ts'
import type { FlowPeople, ShownFlow, ShownPeople } from './flow-sides.ts'
import {
	familiesInFigure,
	flowMeasure,
	flowSides,
	flowTogetherMeasure,
	pairFigures,
	partsHeldBack,
	partsOf,
	sideOf,
	sidesOfFlows,
} from './flow-sides.ts'
import type { Limits } from './group-rules.ts'
import { isSafeGroup } from './group-rules.ts'
import type { Pattern } from './pattern.ts'
import { valueCount } from './standings.ts'

export type FlowInput = {
	readonly k: number
	/** As in `PatternInput`. */
	readonly allowance?: number
	/** The snapshot, with what is shown of it. */
	readonly snapshot: ShownPeople
	/** The one that the flow is counted from; among the earlier ones. */
	readonly comparison: ShownPeople
	/** Every snapshot that the reader was shown before and may set beside this one, oldest first. */
	readonly earlier: readonly ShownPeople[]
	/** The flows that the reader was shown of these; the snapshots are the same objects. */
	readonly flows: readonly ShownFlow[]
	/** Shows no more than these columns of a flow that was decided for others. */
	readonly within?: Pattern['columns']
}

/**
 * Decides whether a reader who sees groups is shown who went from tier to tier in the whole account, and of which families: as
 * columns for the pattern of the snapshot (docs/decisions/0050-the-flow-for-readers-of-groups.md).
 *
 * The flow splits each of the two figures that are shown already, into those who are in both and those who are in one alone. Each of
 * these groups has to be one that could be shown beside everything else, and nobody's tier may follow from how the two go together. A
 * family of which that does not hold is shown together with others, or not.
 */
export function* decideFlowInSteps(input: FlowInput): Generator<void, Pattern['columns']> {
	const { comparison, snapshot } = input
	const people = pairFigures(comparison, snapshot)
	const familyIds = [...new Set([comparison, snapshot].flatMap((one) => [...familiesInFigure(one)]))].sort()
	const parts = new Map(input.within ? partsOf(input.within) : familyIds.map((id) => [id, id]))
	// Whoever cannot trade with anybody cannot trade with those of fewer families.
	const together = new Map([...parts.keys()].map((id) => [id, flowTogetherMeasure]))
	for (const id of findHeld(input, people, together)) parts.delete(id)
	// What those who came or went leave of a group can be set beside groups of the other cycle: only two sides at a time are weighed.
	people.familyIds.forEach((id, index) => {
		if (sideOf(people, index) !== 'both') parts.delete(id)
	})
	yield
	while (parts.size > 0) {
		const { held, small } = yield* findFaultyParts(input, people, parts)
		if (held.size + small.size === 0) return columnsOf(snapshot, parts, people)
		for (const [id, part] of parts) {
			if (!held.has(id) && !small.has(part)) continue
			if (part === flowTogetherMeasure) parts.delete(id)
			else parts.set(id, flowTogetherMeasure)
		}
	}
	return []
}

function columnsOf(
	{ nodes }: ShownPeople,
	parts: ReadonlyMap<string, string>,
	people: FlowPeople,
): Pattern['columns'] {
	const root = nodes.find(({ parentId }) => parentId === null)
	const isCompared = people.familyIds.some((id, index) => parts.has(id) && sideOf(people, index) === 'both')
	if (!root || !isCompared) return []
	return [...parts].map(([familyId, part]) => ({
		measure: part === familyId ? flowMeasure : flowTogetherMeasure,
		...{ familyId, nodeIds: [root.id] },
	}))
}

function findHeld(
	{ allowance = 0, snapshot, comparison, earlier }: FlowInput,
	people: FlowPeople,
	parts: ReadonlyMap<string, string>,
): ReadonlySet<string> {
	return findUntradable(readHistories({ earlier, comparison, snapshot, people, parts }), 1 + allowance)
}

/** Families in which somebody would be given away, and parts of which a side cannot be shown. */
type Faulty = { readonly held: ReadonlySet<string>; readonly small: ReadonlySet<string> }

function* findFaultyParts(
	input: FlowInput,
	people: FlowPeople,
	parts: ReadonlyMap<string, string>,
): Generator<void, Faulty> {
	const { k, allowance = 0, snapshot, comparison, earlier, flows } = input
	const sides = sidesOfFlows(flows)
	const history = readHistories({ earlier, comparison, snapshot, people, parts })
	yield
	const held = findUntradable(history, 1 + allowance)
	const small = new Set<string>()
	for (const [part, changing] of Map.groupBy(peopleBesideChanges(history), ({ part }) => part)) {
		if (!areSafe(changing, { k, allowance })) small.add(part)
	}
	if (held.size + small.size > 0) return { held, small }
	for (const side of flowSides(comparison, snapshot, parts)) {
		yield
		const others = [...earlier, snapshot, ...sides]
		const decided = yield* decideInSteps({ k, allowance, snapshot: side, earlier: others })
		for (const part of partsHeldBack(side, decided)) small.add(part)
	}
	return { held, small }
}

/** Whether some people, whose ways are the rest of the flow for who takes it that all others kept their tier, are a safe group. */
function areSafe(people: readonly FlowPerson[], limits: Limits): boolean {
	const before = new Int32Array(valueCount)
	const after = new Int32Array(valueCount)
	for (const { tierBefore, tiers } of people) {
		const now = tiers.at(-1) ?? 0
		if (tierBefore > 0) before[tierBefore - 1] = (before[tierBefore - 1] ?? 0) + 1
		if (now > 0) after[now - 1] = (after[now - 1] ?? 0) + 1
	}
	return isSafeGroup(before, limits) && isSafeGroup(after, limits)
}
