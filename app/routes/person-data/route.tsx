import { requireAccount } from '#app/auth/require-access.server.ts'
import { readPersonRecord } from '#app/data/data-subject/read-person-record.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

/** Everything about one person, for the person themself and for HR: a file to keep or to hand on. */
export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope } = requireAccount(context)
	const record = await readPersonRecord(scope, { memberId: params.memberId, form: 'json' })
	if (!record) throw notFound()
	return new Response(`${JSON.stringify(record, null, '\t')}\n`, {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': 'attachment; filename="person.json"',
			'Cache-Control': 'private, no-store',
		},
	})
}
