import { requireAccount } from '#app/auth/require-access.server.ts'
import { readPersonRecord } from '#app/data/data-subject/read-person-record.server.ts'
import { writePersonPdf } from '#app/data/data-subject/write-person-pdf.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { mediaTypes } from '#app/lib/sheet/sheet.ts'
import { streamBytes } from '#app/lib/stream-bytes.server.ts'
import type { Route } from './+types/route.ts'

/** Everything about one person, for the person themself and for HR: as JSON or on paper, as the address ends. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccount(context)
	const form = new URL(request.url).pathname.endsWith('.pdf') ? 'pdf' : 'json'
	const record = await readPersonRecord(scope, { memberId: params.memberId, form })
	if (!record) throw notFound()
	const body =
		form === 'json'
			? `${JSON.stringify(record, null, '\t')}\n`
			: streamBytes((take) => writePersonPdf(record, account, take), request.signal)
	return new Response(body, {
		headers: {
			'Content-Type': form === 'json' ? 'application/json; charset=utf-8' : mediaTypes.pdf,
			'Content-Disposition': `attachment; filename="person.${form}"`,
			'Cache-Control': 'private, no-store',
		},
	})
}
