import { requireAccess } from '#app/auth/require-access.server.ts'
import { listExports } from '#app/data/exports/list-exports.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { accessLogSearchSchema } from '#app/domain/export-log/access-log-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

const header = ['time_utc', 'who', 'api_token', 'report', 'filter', 'format', 'rows', 'state', 'requests']

/** So many entries at most in one file: filter by days for more. */
const mostRows = 100_000

/** Exactly the entries of the list with the same filter, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'audit.read')
	const search = accessLogSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const own = !reachOf(person, 'audit.read').has('all')
	const { rows } = await listExports(scope, { ...search, own, page: 1, pageSize: mostRows })
	const csv = formatCsv(
		header,
		rows.map((one) => [
			...[
				one.at.toISOString(),
				one.isCommand ? 'command line' : one.who,
				one.program,
				one.report,
				JSON.stringify(one.filter),
			],
			...[one.format, one.rows, one.state, one.requests],
		]),
	)
	return csvResponse(csv, `access-log-${account.slug}.csv`)
}
