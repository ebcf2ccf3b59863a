import { z } from 'zod'

/** The list of pieces that an export's file is made of. */
export const exportedFile = 'file'

/** What an export leaves besides its file. */
export const exportResultSchema = z.object({
	rows: z.number(),
	parts: z.number().min(1),
	fileName: z.string().regex(/^[\w.-]+$/),
})

/** How long its file is kept, in hours. */
export const exportKeptHours = 24

/** When its file goes. */
export const exportKeptUntil = (finishedAt: Date): Date =>
	new Date(finishedAt.getTime() + exportKeptHours * 60 * 60_000)
