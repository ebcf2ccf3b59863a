import { z } from 'zod'
import { id, mostRows } from '#app/domain/api/fields.ts'
import { encodeCursor } from '#app/lib/cursor.server.ts'
import { readCursor } from './read-cursor.server.ts'

const placeSchema = z.string().regex(/^[1-9]\d{0,6}\/[1-9]\d{0,2}$/)

type Place = { page: number; pageSize: number }

/** Which page of a list is asked for. The size of the first is that of those that follow, so that none overlap. */
export function readPlace(
	list: string,
	{ cursor, limit }: { cursor?: string | undefined; limit: number },
): Place {
	const place = readCursor(list, cursor, placeSchema)
	const [page = 1, size = limit] = place?.split('/').map(Number) ?? []
	return { page, pageSize: Math.min(size, mostRows) }
}

/** A page that was read by its place, with where the next begins. */
export function pageAt<Row>(
	list: string,
	{ page, pageSize }: Place,
	{ rows, total }: { rows: Row[]; total: number },
): { data: Row[]; next: string | null } {
	const hasMore = rows.length > 0 && page * pageSize < total
	return { data: rows, next: hasMore ? encodeCursor(list, `${page + 1}/${pageSize}`) : null }
}

/** A page of a list that is read as a whole, by id: it goes on after the last one, whatever comes and goes meanwhile. */
export function pageById<Row extends { id: string }>(
	list: string,
	{ cursor, limit }: { cursor?: string | undefined; limit: number },
	all: readonly Row[],
): { data: Row[]; next: string | null } {
	const after = readCursor(list, cursor, id)
	const rest = all
		.filter((row) => after === undefined || row.id > after)
		.sort((a, b) => (a.id < b.id ? -1 : 1))
	const data = rest.slice(0, limit)
	const last = data.at(-1)
	return { data, next: last && rest.length > data.length ? encodeCursor(list, last.id) : null }
}
