import type { FlowInput } from './decide-flow.ts'
import type { Pattern } from './pattern.ts'
import type { ShownCycles } from './shown-cycles.ts'
import { countInBoth, familiesInFigure, partsOf, roundedFamilies, roundedFlowMeasure } from './flow-sides.ts'
import { joinExchangeable } from './join-exchangeable.ts'
import { flowStep } from './round-flow.ts'
import { numberPeople } from './shown-cycles.ts'
import type { Told } from './tell-flow.ts'
import { tellFlow } from './tell-flow.ts'

/**
 * Decides of which families a reader who sees groups is told in round numbers who went from tier to tier, of those whose flow is not told
 * as it is: as columns for the pattern of the snapshot, which has those already (docs/decisions/0053-a-flow-in-round-numbers.md).
 *
 * Beside everything else that is told, everybody has to be one of k people or more who can have had each other's tier, in every cycle of
 * which a flow counts them.
 */
export function* decideRoundedFlowInSteps(input: FlowInput): Generator<void, Pattern['columns']> {
	const { k, allowance = 0, snapshot, comparison, earlier, flows } = input
	const root = snapshot.nodes.find(({ parentId }) => parentId === null)
	if (!root) return []
	const familyIds = findCandidates(input)
	const older = flows.flatMap(({ then }) => (earlier.includes(then) ? [] : [then]))
	while (familyIds.size > 0) {
		yield
		const columns = [...familyIds].map((familyId) => ({
			...{ measure: roundedFlowMeasure, familyId, nodeIds: [root.id] },
		}))
		const now = { ...snapshot, pattern: { k, columns: [...snapshot.pattern.columns, ...columns] } }
		const shown = numberPeople([...new Set([...older, ...earlier, now])])
		const told: Told[] = []
		for (const flow of [...flows, { then: comparison, now }]) {
			yield
			told.push(tellFlow(shown, flow))
		}
		const failing = yield* findFailing(shown, told, k + allowance)
		if (failing.size === 0) return columns
		for (const familyId of failing) {
			// Whose flow is not to be decided here may be given away by any part of it.
			if (familyId === undefined || !familyIds.delete(familyId)) return []
		}
	}
	return []
}

/** The families in both figures whose flow is not told as it is, with enough people for one in round numbers. */
function findCandidates({ k, snapshot, comparison, within }: FlowInput): Set<string> {
	const told = partsOf(snapshot.pattern.columns)
	const allowed = within && new Set([...partsOf(within).keys(), ...roundedFamilies(within)])
	const before = familiesInFigure(comparison)
	const inBoth = countInBoth(comparison, snapshot)
	return new Set(
		[...familiesInFigure(snapshot)].filter(
			(id) =>
				before.has(id) &&
				!told.has(id) &&
				(allowed?.has(id) ?? true) &&
				flowStep(inBoth.get(id) ?? 0, k) !== null,
		),
	)
}

/**
 * The families, as the last flow counts them, of people who are not proven to be one of enough. Looked at are those of the families whose people a
 * flow in round numbers counts, and whoever was ever of one family with them: the others' trades are among themselves, and leave such
 * a flow as it is (decision 50).
 */
function* findFailing(
	shown: ShownCycles,
	told: readonly Told[],
	enough: number,
): Generator<void, Set<string | undefined>> {
	const { people, cycles, seen } = shown
	const concerned = familiesBesides(
		shown,
		told.flatMap(({ rounded }) => [...rounded]),
	)
	const joined = yield* joinExchangeable(shown, told)
	const failing = new Set<string | undefined>()
	for (const [cycle, of] of joined.entries()) {
		const sizes = new Int32Array(people)
		for (let person = 0; person < people; person++) {
			const root = of.find(person)
			sizes[root] = (sizes[root] ?? 0) + 1
		}
		const counting = told.filter(({ then, now }) => then === cycle || now === cycle)
		for (let person = 0; person < people; person++) {
			const familyId = cycles[cycle]?.figureOf(person)
			if (familyId === undefined || seen[person] || !concerned.has(familyId)) continue
			if ((sizes[of.find(person)] ?? 0) >= enough) continue
			if (counting.some(({ tablesOf }) => tablesOf(person).length > 0))
				failing.add(told.at(-1)?.familyOf(person))
		}
	}
	return failing
}

/** Some families with those of which somebody was who was also of one of them, and so on. */
function familiesBesides({ people, cycles }: ShownCycles, some: readonly string[]): Set<string> {
	const found = new Set(some)
	for (let size = -1; size !== found.size;) {
		size = found.size
		for (let person = 0; person < people; person++) {
			const own = cycles.flatMap(({ figureOf }) => figureOf(person) ?? [])
			if (own.some((id) => found.has(id))) for (const id of own) found.add(id)
		}
	}
	return found
}
