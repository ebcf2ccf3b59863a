import { requireAccess } from '#app/auth/require-access.server.ts'
import type { AuditPerson } from '#app/data/list-audit-events.server.ts'
import { listAuditEvents } from '#app/data/list-audit-events.server.ts'
import { parseAuditSearch } from '#app/data/parse-audit-search.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

const header = ['Entry', 'Time (UTC)', 'Action', 'Who', 'About', 'Whom', 'Details']

/** So many entries at most in one file: filter by days for more. */
const mostRows = 100_000

const nameOf = (person: AuditPerson | null) =>
	person === null ? '' : person.kind === 'name' ? person.name : `pseudonym ${person.id}`

/** Exactly the entries of the list with the same filter, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'audit.read')
	const filter = parseAuditSearch(new URL(request.url).searchParams)
	const own = !reachOf(person, 'audit.read').has('all')
	const { rows } = await listAuditEvents(scope, { ...filter, own, page: 1, pageSize: mostRows })
	const csv = formatCsv(
		header,
		rows.map(({ sequence, at, action, actor, subject, about, detail }) => [
			sequence,
			at.toISOString(),
			action,
			nameOf(actor),
			subject,
			nameOf(about),
			JSON.stringify(detail),
		]),
	)
	return csvResponse(csv, `audit-log-${account.slug}.csv`)
}
