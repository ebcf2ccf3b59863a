import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listAssignmentOptions } from '#app/data/training-assignments/list-assignment-options.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { isOverdue } from '#app/domain/training-assignment/assignment.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 50

/** The assignments that the URL asks for and the person may see. */
export async function readAssignmentsPage({ scope, person, account }: AccountSession, url: URL) {
	const { page, ...search } = assignmentSearchSchema.parse(Object.fromEntries(url.searchParams))
	const { rows, total, overdue } = await listAssignments(scope, person, {
		search,
		page: { number: page, size: pageSize },
	})
	if (rows.length === 0 && page > 1) {
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	}
	const { sort, order, ...filter } = search
	const reach = reachOf(person, 'training-assignments.read')
	const today = todayIn(account.timeZone)
	const params = new URLSearchParams(url.searchParams)
	params.delete('page')
	return {
		rows: rows.map((row) => ({ ...row, isOverdue: isOverdue(row, today) })),
		...{ filter, overdue, sort: { sort, order }, paging: { page, pageSize, total } },
		...(await listAssignmentOptions(scope, person)),
		/** Whether others than the reader can be in the list. */
		isOfMany: reach.has('all') || reach.has('reports'),
		of: reach.has('all')
			? ('everybody' as const)
			: reach.has('reports')
				? ('reports' as const)
				: ('own' as const),
		gives: may(person, 'training-assignments.give'),
		imports: may(person, 'training-assignments.import'),
		seesOutcomes: may(person, 'training-outcomes.read'),
		...{ locale: account.locale, timeZone: account.timeZone },
		account: `/a/${account.slug}`,
		root: `/a/${account.slug}/training-assignments`,
		here: url.pathname + url.search,
		csvHref: may(person, 'training-assignments.export')
			? `/a/${account.slug}/training-assignments.csv?${params}`
			: null,
	}
}

export type AssignmentsPage = Awaited<ReturnType<typeof readAssignmentsPage>>
export type AssignmentRow = AssignmentsPage['rows'][number]
