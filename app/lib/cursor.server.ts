import { z } from 'zod'

/** A place in a list, such as the key of a row. */
export type CursorPlace = string | readonly string[]

/**
 * Where the next page of a list begins, as text that means nothing to whoever holds it. It grants nothing: the rights are
 * asked for at every page, and what comes back is checked.
 *
 * @param list what the cursor is of, so that one of another list is refused
 */
export function encodeCursor(list: string, at: CursorPlace): string {
	return Buffer.from(JSON.stringify([list, at])).toString('base64url')
}

/** What `encodeCursor` was given; undefined where the text is none of this list. */
export function decodeCursor<At extends CursorPlace>(
	list: string,
	cursor: string,
	at: z.ZodType<At>,
): At | undefined {
	try {
		const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
		return z.tuple([z.literal(list), at]).parse(content)[1]
	} catch {
		return undefined
	}
}
