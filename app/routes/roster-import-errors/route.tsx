import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { streamRefusedRows } from '#app/data/stream-refused-rows.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { streamText } from '#app/lib/stream-text.server.ts'
import type { Route } from './+types/route.ts'

/** The refused rows as they were, all of them, to be mended and imported again. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'people.manage')
	const { importId } = params
	const found = z.uuid().safeParse(importId).success ? await getRosterImport(scope, importId) : null
	if (!found || found.state === 'discarded') throw notFound()
	const { signal } = request
	const body = streamText((write) => streamRefusedRows(scope, { importId, signal }, write), signal)
	return new Response(body, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': 'attachment; filename="refused-rows.csv"',
			'Cache-Control': 'private, no-store',
		},
	})
}
