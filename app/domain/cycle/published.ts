import { z } from 'zod'

/** What a publication has come to, as its job keeps it. */
export const publishedSchema = z.object({ assessed: z.number(), eligible: z.number() })

/** What the job of a publication is told: whether nobody started it but its day, which may be moved until it commits. */
export const publishParametersSchema = z.object({ byDate: z.boolean().default(false) })
