import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { takesNewcomers } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { freezeNewcomers } from './freeze-newcomers.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { familyKeysAskedIn } from './list-role-families.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type AddLateJoinerResult =
	/** Who takes part already is not added again. */
	| { ok: true; name: string; added: boolean }
	| { ok: false; reason: 'gone' }
	/** Nobody who joins now could answer any more, or yet. */
	| { ok: false; reason: 'closed'; phase: CyclePhase }
	| { ok: false; reason: 'left' | 'no-family' | 'starts-later'; name: string }

/** Adds somebody of the roster to a running cycle by hand, with team, manager and family as they are now. */
export async function addLateJoiner(
	scope: AccountScope,
	{ cycleId, memberId }: { cycleId: string; memberId: string },
): Promise<AddLateJoinerResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const phase = await lockCycle(transaction, scope, { cycleId, lock: 'share' })
		if (!phase) return { ok: false, reason: 'gone' }
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await sql.query<{
			name: string
			cycleName: string
			endsOn: Day
			hasLeft: boolean
			isAsked: boolean
			startsLater: boolean
		}>(
			`SELECT m.name, c.name AS "cycleName", c.ends_on::text AS "endsOn", coalesce(m.left_on <= $4::date, false) AS "hasLeft",
				coalesce(f.key IN (${familyKeysAskedIn('$2')}), false) AS "isAsked",
				coalesce(m.started_on > c.ends_on, false) AS "startsLater"
			 FROM member m JOIN cycle c ON c.account_id = m.account_id AND c.id = $2
			 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
			 WHERE m.account_id = $1 AND m.id = $3`,
			[scope.accountId, cycleId, memberId, today],
		)
		const [member] = rows
		if (!member) return { ok: false, reason: 'gone' }
		const { name, cycleName, endsOn } = member
		if (!takesNewcomers(phase)) return { ok: false, reason: 'closed', phase }
		if (member.hasLeft) return { ok: false, reason: 'left', name }
		if (!member.isAsked) return { ok: false, reason: 'no-family', name }
		if (member.startsLater) return { ok: false, reason: 'starts-later', name }
		const cycle = { id: cycleId, name: cycleName, phase, endsOn, lateJoinersUntil: null }
		const { joined } = await freezeNewcomers(transaction, scope, { cycle, today, memberIds: [memberId] })
		if (joined > 0) {
			await appendAuditEvent(transaction, scope, {
				action: 'participant.added',
				subject: { kind: 'member', memberId },
				detail: { cycleId },
			})
		}
		return { ok: true, name, added: joined > 0 }
	})
}
