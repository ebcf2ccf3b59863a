import { z } from 'zod'

export const id = z.guid()
export const day = z.iso.date()
/** A day that somebody asks for: one that the database knows. */
export const askedDay = z.iso.date().refine((value) => value >= '0001-01-01', 'There is no such day.')
export const moment = z.iso.datetime()

/** Text of an address: nothing that no table could hold. */
export const text = (longest: number) =>
	z
		.string()
		.trim()
		.min(1)
		.max(longest)
		.refine((value) => !value.includes('\0'), 'It holds a character that cannot be stored.')

export const mostRows = 200

/** The part of the query that every list has. */
export const paging = {
	limit: z.coerce
		.number()
		.int()
		.min(1)
		.max(mostRows)
		.default(50)
		.meta({ description: 'How many rows at most.' }),
	cursor: z
		.string()
		.max(500)
		.optional()
		.meta({ description: 'The next of the page before, as it came. Without it the first page.' }),
}

/** A page of a list. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
	z.object({
		data: z.array(row),
		next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last.' }),
	})

export const named = z.object({ id, name: z.string() })

/** Tiers go from 0.5 to 3 in halves. */
export const tier = z.number().min(0.5).max(3)

/** Which cycle, wherever results are read. */
export const cycleField = text(200).optional().meta({
	description:
		'A cycle by its id or name, or one version of its result by the id of that. The newest unless given.',
})

/** What a program may send as the key of a post that is to be done once. */
export const idempotencyKeyForm = /^[\w-]{8,64}$/
