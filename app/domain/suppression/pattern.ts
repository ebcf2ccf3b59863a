import { z } from 'zod'

/** The measure of agreed tiers. */
export const tierMeasure = 'tier'
/** The measure of participation: who is assessed, not assessed, exempt or left. */
export const stateMeasure = 'state'

/** A node of the tree that a snapshot has frozen. The root is the account itself. */
export type LatticeNode = { readonly id: string; readonly parentId: string | null }

/**
 * How many people of a node's SUBTREE and a family have a value. A measure is `tier`, `state` or the key of a question;
 * every question belongs to one family. Values are half-steps, and for `state` the codes of participant-state.ts.
 */
export type CountRow = {
	readonly nodeId: string
	readonly familyId: string
	readonly measure: string
	readonly value: number
	readonly count: number
}

/** The cells of one snapshot that one kind of reader is shown. Plain data, stored as it is; every other cell is suppressed. */
export const patternSchema = z.object({
	/** The least number of people, as it was when the pattern was decided. */
	k: z.int().min(1),
	/** Each pair of measure and family at most once; no pair means no cell. */
	columns: z.array(z.object({ measure: z.string(), familyId: z.string(), nodeIds: z.array(z.string()) })),
})
export type Pattern = z.infer<typeof patternSchema>

/** Reads a pattern: whether a cell is shown. */
export function patternReader(
	pattern: Pattern,
): (nodeId: string, familyId: string, measure: string) => boolean {
	const columns = new Map<string, Map<string, ReadonlySet<string>>>()
	for (const { measure, familyId, nodeIds } of pattern.columns) {
		const families = columns.get(measure) ?? new Map<string, ReadonlySet<string>>()
		families.set(familyId, new Set(nodeIds))
		columns.set(measure, families)
	}
	return (nodeId, familyId, measure) => columns.get(measure)?.get(familyId)?.has(nodeId) ?? false
}
