import { z } from 'zod'

/** What a dry run, and applying what it showed, are told besides the import. */
const missing = z.enum(['keep', 'mark-left'])
/** The version of the import: read otherwise since, it is another dry run. */
export const checkParameters = z.object({ missing, version: z.number() })
export const applyParameters = z.object({ missing, fingerprint: z.string().max(100) })
