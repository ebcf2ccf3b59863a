import { streamBytes } from '#app/lib/stream-bytes.server.ts'
import type { SheetFormat, TakeBytes } from './sheet.ts'
import { mediaTypes } from './sheet.ts'

/** A file that is written while it is sent, to be saved under a name of plain letters, digits, points and hyphens. */
export function sheetResponse(
	write: (take: TakeBytes) => Promise<unknown>,
	{ format, name, signal }: { format: SheetFormat; name: string; signal: AbortSignal },
): Response {
	return new Response(streamBytes(write, signal), {
		headers: {
			'Content-Type': mediaTypes[format],
			'Content-Disposition': `attachment; filename="${`${name}.${format}`.replace(/[^\w.-]+/g, '-')}"`,
			'Cache-Control': 'private, no-store',
		},
	})
}
