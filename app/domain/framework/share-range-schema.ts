import { z } from 'zod'
import type { ShareRange } from './share-range.ts'

const shareSchema = z.number().min(0).max(1)

export const shareRangeSchema: z.ZodType<ShareRange> = z
	.strictObject({ minShare: shareSchema, maxShare: shareSchema, maxExclusive: z.boolean().optional() })
	.refine((range) => range.minShare < range.maxShare, 'minShare must be below maxShare')
