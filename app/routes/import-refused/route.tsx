import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { streamRefusedMetricRows } from '#app/data/imports/stream-refused-metric-rows.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { streamText } from '#app/lib/stream-text.server.ts'
import type { Route } from './+types/route.ts'

/** The refused rows as they were, all of them, to be mended and uploaded as they are. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'metrics.import')
	const { importId } = params
	const found = z.uuid().safeParse(importId).success ? await describeImport(scope, importId) : null
	if (!found || found.state === 'discarded') throw notFound()
	const { signal } = request
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
	const body = streamText(
		(write) =>
			streamRefusedMetricRows(scope, { importId, signal }, (bytes) =>
				write(decoder.decode(bytes, { stream: true })),
			),
		signal,
	)
	return new Response(body, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': 'attachment; filename="refused-rows.csv"',
			'Cache-Control': 'private, no-store',
		},
	})
}
