import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Action, Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { TrainingAssignment } from '#app/domain/training-assignment/assignment.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'
import { assignmentColumns, assignmentTables } from './assignment-row-sql.server.ts'

/** An assignment, with how far the reader may change it: all of it, what is one's own to say, or nothing. */
export type SeenAssignment = TrainingAssignment & { mayChange: 'all' | 'own' | null }

/** An assignment; null where the account has none of this id, or the reader may not see it. */
export async function getAssignment(
	scope: AccountScope,
	person: Person,
	{ assignmentId }: { assignmentId: string },
): Promise<SeenAssignment | null> {
	if (!z.guid().safeParse(assignmentId).success) return null
	return withAccount(scope, (transaction) =>
		selectAssignment(transaction, scope, person, { assignmentId, action: 'training-assignments.read' }),
	)
}

/** The same within an open transaction, for who has another right. */
export async function selectAssignment(
	transaction: Transaction,
	scope: AccountScope,
	person: Person,
	{ assignmentId, action }: { assignmentId: string; action: Action },
): Promise<SeenAssignment | null> {
	const { today } = await readAccountCalendar(transaction, scope)
	const { rows } = await transaction.sql.query<TrainingAssignment & { isReport: boolean }>(
		`SELECT ${assignmentColumns}, m.left_on IS NOT NULL AND m.left_on <= $6::date AS "hasLeft",
			coalesce(m.id = $5, false) AS "isOwn", coalesce(m.manager_id = $5, false) AS "isReport"
		 FROM ${assignmentTables}
		 WHERE a.account_id = $1 AND a.id = $7 AND ${isReached(2)}`,
		[scope.accountId, ...reachValues(scope, person, action), today, assignmentId],
	)
	const [row] = rows
	if (!row) return null
	const { isReport, ...assignment } = row
	const reach = reachOf(person, 'training-assignments.change')
	const isAll = reach.has('all') || (reach.has('reports') && isReport)
	const mayChange = isAll ? 'all' : reach.has('own') && assignment.isOwn ? 'own' : null
	return { ...assignment, mayChange }
}
