import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { AssignmentState, TrainingAssignment } from '#app/domain/training-assignment/assignment.ts'
import { ownStates } from '#app/domain/training-assignment/assignment.ts'
import type { SeenAssignment } from './get-assignment.server.ts'
import { selectAssignment } from './get-assignment.server.ts'

export type AssignmentChange = {
	state: AssignmentState
	/** Of what is done; today where none is given. */
	doneOn?: string | null
	/** What is not given stays. */
	dueOn?: string | null
	note?: string
}

export type ChangedAssignment =
	| { ok: true; changed: boolean }
	/** `future`: nothing is done on a day to come. `held`: what was dropped has been given again since. */
	| { ok: false; reason: 'gone' | 'not-allowed' | 'future' | 'held' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: TrainingAssignment }

/**
 * Says how far an assignment is, and until when it is to be done. HR and the manager may say all of it; the person whose it is, that it
 * is begun or done.
 */
export async function changeAssignment(
	scope: AccountScope,
	person: Person,
	{ assignmentId, version, change }: { assignmentId: string; version: number; change: AssignmentChange },
): Promise<ChangedAssignment> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		await sql.query(`SELECT FROM training_assignment WHERE account_id = $1 AND id = $2 FOR UPDATE`, [
			scope.accountId,
			assignmentId,
		])
		const before = await selectAssignment(transaction, scope, person, {
			assignmentId,
			action: 'training-assignments.change',
		})
		if (!before) return { ok: false, reason: 'gone' }
		const { today } = await readAccountCalendar(transaction, scope)
		const after = {
			state: change.state,
			doneOn: change.state === 'done' ? (change.doneOn ?? (before.doneOn || today)) : null,
			dueOn: change.dueOn === undefined ? before.dueOn : change.dueOn,
			note: change.note ?? before.note,
		}
		const fields = (['state', 'doneOn', 'dueOn', 'note'] as const).filter(
			(field) => before[field] !== after[field],
		)
		if (fields.length === 0) return { ok: true, changed: false }
		if (!isAllowed(before, after, fields)) return { ok: false, reason: 'not-allowed' }
		if (before.version !== version) return { ok: false, reason: 'stale', current: before }
		if (after.doneOn !== null && after.doneOn > today) return { ok: false, reason: 'future' }
		if (before.state === 'dropped' && after.state !== 'dropped') {
			if (await isHeld(transaction, scope, before)) return { ok: false, reason: 'held' }
		}
		await sql.query(
			`UPDATE training_assignment SET state = $3, done_on = $4, due_on = $5, note = $6, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, assignmentId, after.state, after.doneOn, after.dueOn, after.note],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'training-assignment.changed',
			subject: { kind: 'member', memberId: before.memberId },
			detail: { fields, state: after.state },
		})
		return { ok: true, changed: true }
	})
}

function isAllowed(
	{ mayChange, state: now }: SeenAssignment,
	{ state }: { state: AssignmentState },
	fields: readonly string[],
): boolean {
	if (mayChange !== 'own') return mayChange === 'all'
	const says = ownStates.some((one) => one === state) && now !== 'dropped'
	return says && !fields.includes('dueOn') && !fields.includes('note')
}

/** Whether the person has the same topic by another assignment; two that ask at once wait for each other at the topic. */
async function isHeld(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ topicId, memberId }: TrainingAssignment,
): Promise<boolean> {
	await sql.query(`SELECT FROM training_topic WHERE account_id = $1 AND id = $2 FOR UPDATE`, [
		accountId,
		topicId,
	])
	const { rowCount } = await sql.query(
		`SELECT FROM training_assignment WHERE account_id = $1 AND topic_id = $2 AND member_id = $3 AND state <> 'dropped'`,
		[accountId, topicId, memberId],
	)
	return (rowCount ?? 0) > 0
}
