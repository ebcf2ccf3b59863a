import type { z } from 'zod'
import type { CursorPlace } from '#app/lib/cursor.server.ts'
import { decodeCursor } from '#app/lib/cursor.server.ts'
import { ApiRefusal } from './api-refusal.server.ts'

/** Where the page that is asked for begins; undefined for the first. */
export function readCursor<At extends CursorPlace>(
	list: string,
	cursor: string | undefined,
	at: z.ZodType<At>,
): At | undefined {
	if (cursor === undefined) return undefined
	const found = decodeCursor(list, cursor, at)
	if (found !== undefined) return found
	throw new ApiRefusal({
		code: 'invalid-request',
		errors: [{ path: 'cursor', message: 'This is no cursor of this list. Begin again without one.' }],
	})
}
