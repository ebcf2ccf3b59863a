import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { AssignmentSearch } from '#app/domain/training-assignment/assignment-search.ts'
import type { TrainingAssignment } from '#app/domain/training-assignment/assignment.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'
import { assignmentColumns, assignmentTables } from './assignment-row-sql.server.ts'

export type AssignmentFilter = Omit<AssignmentSearch, 'page'> & {
	/** Of those that the reader sees: only their own, or only others'. */
	whose?: 'own' | 'others'
}

export type AssignmentCounts = { total: number; overdue: number }

const orderBy: Record<AssignmentSearch['sort'], string> = {
	person: 'lower(m.name)',
	team: 'lower(t.name)',
	topic: 'lower(x.title)',
	due: 'a.due_on',
	state: 'a.state',
	done: 'a.done_on',
	assigned: 'a.assigned_on',
}

/**
 * Assignments that match a search, one page of them, or all without a page, with the counts of all pages: HR sees everybody's, managers
 * their present reports', members their own.
 */
export async function listAssignments(
	scope: AccountScope,
	person: Person,
	{ search, page }: { search: AssignmentFilter; page?: { number: number; size: number } },
): Promise<AssignmentCounts & { rows: TrainingAssignment[] }> {
	const direction = search.order === 'desc' ? 'DESC' : 'ASC'
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<TrainingAssignment & AssignmentCounts>(
			`WITH RECURSIVE below (id) AS (
				SELECT $10::uuid WHERE $10 IS NOT NULL
				UNION
				SELECT c.id FROM below JOIN team c ON c.account_id = $1 AND c.parent_id = below.id
			 )
			 SELECT ${assignmentColumns}, m.left_on IS NOT NULL AND m.left_on <= $6::date AS "hasLeft",
				coalesce(m.id = $5, false) AS "isOwn", count(*) OVER ()::int AS total,
				(count(*) FILTER (WHERE a.state IN ('planned', 'in_progress') AND a.due_on < $6::date) OVER ())::int AS overdue
			 FROM ${assignmentTables}
			 WHERE a.account_id = $1 AND ${isReached(2)}
				AND ($7::text IS NULL OR ($7 = 'own') = coalesce(m.id = $5, false))
				AND ($8 = '' OR strpos(lower(m.name), lower($8)) > 0)
				AND ($9::uuid IS NULL OR a.topic_id = $9)
				AND ($10::uuid IS NULL OR m.team_id IN (SELECT id FROM below))
				AND CASE $11 WHEN 'all' THEN true WHEN 'open' THEN a.state IN ('planned', 'in_progress') ELSE a.state::text = $11 END
				AND CASE $12 WHEN '' THEN true WHEN 'none' THEN a.due_on IS NULL
					WHEN 'overdue' THEN a.state IN ('planned', 'in_progress') AND a.due_on < $6::date
					ELSE a.state IN ('planned', 'in_progress') AND a.due_on BETWEEN $6::date AND $6::date + $13::int END
			 ORDER BY ${orderBy[search.sort]} ${direction} NULLS LAST, lower(m.name), lower(x.title), a.id
			 ${page ? `LIMIT ${Math.trunc(page.size)} OFFSET ${Math.trunc((page.number - 1) * page.size)}` : ''}`,
			[
				...[scope.accountId, ...reachValues(scope, person, 'training-assignments.read'), today],
				...[search.whose ?? null, search.q, search.topic || null, search.team || null, search.state],
				...[search.due, Number(search.due) || 0],
			],
		)
		return {
			rows: rows.map(({ total: _, overdue: _overdue, ...row }) => row),
			total: rows[0]?.total ?? 0,
			overdue: rows[0]?.overdue ?? 0,
		}
	})
}
