import { z } from 'zod'

/** What a publication has come to, as its job keeps it. */
export const publishedSchema = z.object({ assessed: z.number(), eligible: z.number() })
