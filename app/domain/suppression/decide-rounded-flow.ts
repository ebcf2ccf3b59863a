import type { FlowInput } from './decide-flow.ts'
import type { Pattern } from './pattern.ts'
import { countInBoth, familiesInFigure, partsOf, roundedFamilies, roundedFlowMeasure } from './flow-sides.ts'
import { findExposedInSteps } from './find-exposed.ts'
import { flowStep } from './round-flow.ts'
import { tellFlowsInSteps } from './tell-flow.ts'

/**
 * Decides of which families a reader who sees groups is told in round numbers who went from tier to tier, of those whose flow is not told
 * as it is: as columns for the pattern of the snapshot, which has those already (docs/decisions/0053-a-flow-in-round-numbers.md).
 *
 * Beside everything else that is told, everybody has to be one of k people or more who can have had each other's tier, in every cycle.
 */
export function* decideRoundedFlowInSteps(input: FlowInput): Generator<void, Pattern['columns']> {
	const { k, allowance = 0, snapshot, comparison, earlier, flows } = input
	const root = snapshot.nodes.find(({ parentId }) => parentId === null)
	if (!root) return []
	const familyIds = findCandidates(input)
	while (familyIds.size > 0) {
		const columns = [...familyIds].map((familyId) => ({
			measure: roundedFlowMeasure,
			familyId,
			nodeIds: [root.id],
		}))
		const now = { ...snapshot, pattern: { k, columns: [...snapshot.pattern.columns, ...columns] } }
		const { shown, told } = yield* tellFlowsInSteps([...flows, { then: comparison, now }], { earlier, now })
		const last = told.at(-1)
		const exposed = yield* findExposedInSteps(shown, told, {
			enough: k + allowance,
			// Who is counted by another flow alone is of the family in whose figure they were.
			blame: (person, cycle) =>
				(last?.tablesOf(person).length ?? 0) > 0
					? last?.familyOf(person)
					: shown.cycles[cycle]?.figureOf(person),
		})
		if (exposed.size === 0) return columns
		for (const familyId of exposed) {
			// Whose flow is not to be decided here may be given away by any part of it.
			if (familyId === undefined || !familyIds.delete(familyId)) return []
		}
	}
	return []
}

/** The families in both figures whose flow is not told as it is, with enough people for one in round numbers. */
function findCandidates({ k, snapshot, comparison, within }: FlowInput): Set<string> {
	const told = partsOf(snapshot.pattern.columns)
	// Of what others are told of several families together, one by itself would be news.
	const allowed =
		within &&
		new Set([
			...roundedFamilies(within),
			...[...partsOf(within)].flatMap(([id, part]) => (part === id ? [id] : [])),
		])
	const before = familiesInFigure(comparison)
	const open = [...familiesInFigure(snapshot)].filter(
		(id) => before.has(id) && !told.has(id) && (allowed?.has(id) ?? true),
	)
	if (open.length === 0) return new Set()
	const inBoth = countInBoth(comparison, snapshot)
	return new Set(open.filter((id) => flowStep(inBoth.get(id) ?? 0, k) !== null))
}
