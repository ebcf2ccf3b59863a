import type { MiddlewareFunction } from 'react-router'
import { beginExport } from '#app/data/exports/begin-export.server.ts'
import { endExport } from '#app/data/exports/end-export.server.ts'
import { keptFilter } from '#app/domain/export-log/kept-filter.ts'
import { reportOfPattern } from '#app/domain/export-log/report-words.ts'
import { RowCounter } from '#app/lib/row-counter.ts'
import { watchBody } from '#app/lib/watch-body.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { requireAccount } from './require-access.server.ts'
import { exportNoteContext } from './export-log.server.ts'

/**
 * Writes every file that a page of the account answers with into the access log: whoever adds an export has nothing to
 * remember. No byte leaves before it stands there.
 */
export const exportLogMiddleware: MiddlewareFunction<Response> = async (
	{ request, params, context, pattern },
	next,
) => {
	context.set(exportNoteContext, {})
	const response = await next()
	const format = formatOf(response)
	if (request.method === 'HEAD' || format === null || !response.body) return response
	const { scope } = requireAccount(context)
	const note = context.get(exportNoteContext)
	const { searchParams } = new URL(request.url)
	const id = await beginExport(scope, {
		report: note.report ?? reportOfPattern(pattern),
		filter: keptFilter([
			...Object.entries(params),
			...(note.filter ? Object.entries(note.filter) : searchParams),
		]),
		format,
	})
	const counter = format === 'csv' && note.rows === undefined ? new RowCounter() : null
	const body = watchBody(response.body, {
		onPiece: (piece) => counter?.add(piece),
		async onEnd(isWhole) {
			// What a route says is of the whole file: how much of a broken one has left, only a counter knows.
			const rows = counter?.rows ?? (isWhole ? note.rows : null) ?? null
			await endExport(scope, { id, state: isWhole ? 'whole' : 'broken', rows }).catch((error: unknown) => {
				getLogger().error({ err: error }, 'the end of an export could not be logged')
			})
		},
	})
	return new Response(body, response)
}

/** The ending of the file's name; null where the answer is no file to be saved. */
function formatOf(response: Response): string | null {
	const disposition = response.headers.get('Content-Disposition')
	if (!response.ok || !disposition?.startsWith('attachment')) return null
	return /\.([a-z]{2,5})"?$/.exec(disposition)?.[1] ?? 'file'
}
