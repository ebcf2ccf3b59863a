import { requireAccess } from '#app/auth/require-access.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { assignmentColumnNames, assignmentRow } from '#app/domain/training-assignment/assignment-columns.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

/** Exactly the assignments of the list with the same search, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-assignments.export')
	const { page: _, ...search } = assignmentSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const { rows } = await listAssignments(scope, person, { search })
	const csv = formatCsv(assignmentColumnNames, rows.map(assignmentRow))
	return csvResponse(csv, `training-assignments-${account.slug}-${todayIn(account.timeZone)}.csv`)
}
