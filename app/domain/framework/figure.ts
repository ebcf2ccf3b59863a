import { z } from 'zod'
import { levelHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { dottedKeySchema, slugSchema, textSchema } from './keys.ts'

/** What every figure has, whatever the framework; where it stands each framework says in its own terms. */
export const figureFields = {
	key: dottedKeySchema,
	value: z.number(),
	/** The upper end, where the source gives a range; `value` is the lower end then. */
	upperValue: z.number().optional(),
	/** Percent on the scale 0 to 100, a multiple ("2.4 times"), a count of lines of code or of agents, a time. */
	unit: z.enum(['percent', 'times', 'lines', 'agents', 'minutes', 'weeks', 'months', 'years']),
	/** How the source bounds the value: "about 30 %", "80 % or more", "under 10 %", "up to 30 %", "nearly twice". */
	qualifier: z.enum(['exactly', 'about', 'at-least', 'under', 'up-to', 'nearly']),
	/** What is so large. */
	what: textSchema(240),
	/** Of whom or of what; null where the source does not name it for this figure. */
	population: textSchema(160).nullable(),
	/** As the source cites it; null where the source gives the figure without a citation. */
	citation: textSchema(120).nullable(),
}

export function isRangeRising({
	value,
	upperValue,
}: {
	value: number
	upperValue?: number | undefined
}): boolean {
	return upperValue === undefined || value < upperValue
}

/** A figure that the source of the map gives, kept as a record so that it can be checked, cited and drawn. */
export const figureSchema = z
	.strictObject({
		...figureFields,
		/** The family and the level at which the source places it; null for what it says of all of them. */
		where: z.strictObject({ family: slugSchema.nullable(), halfSteps: levelHalfStepsSchema.nullable() }),
	})
	.refine(isRangeRising, 'the upper end of a range must be above the lower')
export type Figure = z.infer<typeof figureSchema>
