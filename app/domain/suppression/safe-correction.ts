import type { Limits } from './group-rules.ts'
import { isSafeGroup } from './group-rules.ts'
import { stateMeasure } from './pattern.ts'
import { valueCount } from './standings.ts'

/**
 * People of one direct cell (of a node and a family, without the nodes below) whose value of a measure is another one in a
 * corrected version. Values are half-steps, 0 for none; of the measure `state` 1 for assessed, 0 for not.
 */
export type CorrectedGroup = {
	readonly nodeId: string
	readonly familyId: string
	readonly measure: string
	readonly before: number
	readonly after: number
	/** People whom the reader does not see. */
	readonly people: number
}

/**
 * Whether a reader who was shown one version of a cycle may be shown a later one (DESIGN, rule 9): of every cell of the
 * lattice nobody has changed, or at least k people, who neither had one value all together nor have one now. Whoever is told
 * both versions can take the one from the other, and knows, at the worst, whose results were corrected.
 *
 * Asked of direct cells: each cell of the lattice, and what remains of one without the cells below it, is a sum of these.
 */
export function isSafeCorrection(groups: readonly CorrectedGroup[], limits: Limits): boolean {
	const changed = groups.filter(({ before, after, people }) => before !== after && people > 0)
	const cells = Map.groupBy(changed, ({ nodeId, familyId, measure }) => `${nodeId} ${familyId} ${measure}`)
	return [...cells.values()].every((ofCell) => isSafeCell(ofCell, limits))
}

function isSafeCell(groups: readonly CorrectedGroup[], limits: Limits): boolean {
	const people = groups.reduce((sum, group) => sum + group.people, 0)
	if (people < limits.k + limits.allowance) return false
	if (groups[0]?.measure === stateMeasure) return true
	return (['before', 'after'] as const).every((side) => {
		const counts = new Int32Array(valueCount)
		for (const group of groups) {
			const value = group[side]
			if (value > 0) counts[value - 1] = (counts[value - 1] ?? 0) + group.people
		}
		return isSafeGroup(counts, limits)
	})
}
