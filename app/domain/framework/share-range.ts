import { z } from 'zod'

const shareSchema = z.number().min(0).max(1)

/**
 * A band of shares, 0 to 1. Both bounds belong to the band, unless `maxExclusive` says that the upper one
 * does not ("under 15 %"). Bands of one question may overlap or leave gaps: they are the source's.
 */
export const shareRangeSchema = z
	.strictObject({ minShare: shareSchema, maxShare: shareSchema, maxExclusive: z.boolean().optional() })
	.refine((range) => range.minShare < range.maxShare, 'minShare must be below maxShare')
export type ShareRange = z.infer<typeof shareRangeSchema>

/** Whether a measured share, 0 to 1, lies in the band. */
export function inShareRange(range: ShareRange, share: number): boolean {
	if (share < range.minShare) return false
	return range.maxExclusive === true ? share < range.maxShare : share <= range.maxShare
}
