import { z } from 'zod'
import { exportFormats } from './export-format.ts'

/** The list of pieces that an export's file is made of. */
export const exportedFile = 'file'

/** What an export leaves besides its file. */
export const exportResultSchema = z.object({
	rows: z.number(),
	parts: z.number().min(1),
	/** What was prepared before there were others has none. */
	format: z.enum(exportFormats).default('csv'),
	fileName: z.string().regex(/^[\w.-]+$/),
})

/** What an export was told to write. */
export const exportFormatSchema = z.object({ format: z.enum(exportFormats).default('csv') })

/** How long its file is kept, in hours. */
export const exportKeptHours = 24

/** When its file goes. */
export const exportKeptUntil = (finishedAt: Date): Date =>
	new Date(finishedAt.getTime() + exportKeptHours * 60 * 60_000)
