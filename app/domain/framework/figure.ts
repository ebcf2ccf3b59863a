import { z } from 'zod'
import { levelHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { dottedKeySchema, slugSchema, textSchema } from './keys.ts'

/** A figure that a source gives, kept as a record so that it can be checked, cited and drawn. */
export const figureSchema = z.strictObject({
	key: dottedKeySchema,
	value: z.number(),
	/** Percent on the scale 0 to 100, a multiple ("2.4 times"), or a count of lines of code. */
	unit: z.enum(['percent', 'times', 'lines']),
	/** How the source bounds the value: "about 30 %", "80 % or more", "under 10 %", "up to 30 %", "nearly twice". */
	qualifier: z.enum(['exactly', 'about', 'at-least', 'under', 'up-to', 'nearly']),
	/** What is so large. */
	what: textSchema(240),
	/** Of whom or of what; null where the source does not name it for this figure. */
	population: textSchema(160).nullable(),
	/** As the source cites it; null where the source gives the figure without a citation. */
	citation: textSchema(120).nullable(),
	/** The family and the level at which the source places it; null for what it says of all of them. */
	where: z.strictObject({ family: slugSchema.nullable(), halfSteps: levelHalfStepsSchema.nullable() }),
})
export type Figure = z.infer<typeof figureSchema>
