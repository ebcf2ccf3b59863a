import { takesNewcomers } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { joiningMember } from './count-opening.server.ts'
import type { Transaction } from './database.server.ts'
import { freezeNewcomers } from './freeze-newcomers.server.ts'
import { holdRunningCycle } from './hold-running-cycle.server.ts'

/**
 * Lets whoever the rule of the running cycle takes in join it: who came into the roster since it opened, and is in its scope.
 * Within the transaction that has changed the roster, and again by whoever tends cycles.
 */
export async function joinNewcomers(
	transaction: Transaction,
	scope: AccountScope,
	{ today }: { today: Day },
): Promise<{ joined: number }> {
	const cycle = await holdRunningCycle(transaction, scope)
	const until = cycle?.lateJoinersUntil ?? null
	if (!cycle || until === null || today > until || !takesNewcomers(cycle.phase)) return { joined: 0 }
	// An import that began before the opening and wrote after it has members from before. All others of then are frozen.
	const { rows } = await transaction.sql.query<{ id: string }>(
		`SELECT m.id FROM member m JOIN cycle c ON c.account_id = m.account_id AND c.id = $4::uuid
		 WHERE ${joiningMember} AND m.created_at > c.opened_at - interval '30 minutes'
			AND NOT EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.cycle_id = c.id AND p.member_id = m.id)`,
		[scope.accountId, today, cycle.endsOn, cycle.id],
	)
	if (rows.length === 0) return { joined: 0 }
	const { joined, teams } = await freezeNewcomers(transaction, scope, {
		cycle,
		today,
		memberIds: rows.map(({ id }) => id),
	})
	if (joined > 0) {
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.joined',
			subject: { kind: 'cycle', id: cycle.id },
			detail: { participants: joined, teams },
		})
	}
	return { joined }
}
