import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { Exemption } from '#app/domain/cycle/exemption.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'

export type ExemptParticipantResult =
	| { ok: true; memberName: string }
	| { ok: false; reason: 'gone' }
	| { ok: false; reason: 'not-running'; phase: CyclePhase }
	/** Somebody else was faster; this is how it stands now. */
	| { ok: false; reason: 'conflict'; exemption: Exemption | null }

/**
 * Takes a participant out of a running cycle with a reason, or back in. Who is exempt is not eligible: no figure counts them
 * but the number of exempt. What they have answered stays and counts again once they are back.
 *
 * @param options.exemption null takes the participant back in; its reason may be empty where the kind says enough
 * @param options.version as the form showed it
 */
export async function exemptParticipant(
	scope: AccountScope,
	options: { cycleId: string; participantId: string; version: number; exemption: Exemption | null },
): Promise<ExemptParticipantResult> {
	const { cycleId, participantId, version, exemption } = options
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const phase = await lockCycle(transaction, scope, { cycleId, lock: 'share' })
		if (!phase) return { ok: false, reason: 'gone' }
		if (!isRunning(phase)) return { ok: false, reason: 'not-running', phase }
		const key = [scope.accountId, cycleId, participantId]
		const { rows } = await sql.query<{
			memberId: string
			memberName: string
			version: number
			exemptKind: Exemption['kind'] | null
			exemptReason: string | null
		}>(
			`SELECT p.member_id AS "memberId", m.name AS "memberName", p.version, p.exempt_kind AS "exemptKind",
				p.exempt_reason AS "exemptReason"
			 FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.id = $3 FOR NO KEY UPDATE OF p`,
			key,
		)
		const [current] = rows
		if (!current) return { ok: false, reason: 'gone' }
		if (current.version !== version) {
			const { exemptKind, exemptReason } = current
			const now = exemptReason === null ? null : { kind: exemptKind ?? 'other', reason: exemptReason }
			// The same click twice: what it asks for is done already.
			const isDone = now?.kind === exemption?.kind && now?.reason === exemption?.reason
			if (isDone) return { ok: true, memberName: current.memberName }
			return { ok: false, reason: 'conflict', exemption: now }
		}
		await sql.query(
			`UPDATE participant SET state = CASE WHEN $4::text IS NULL THEN 'active' ELSE 'exempt' END::participant_state,
				exempt_reason = $4, exempt_kind = $5, version = version + 1
			 WHERE account_id = $1 AND cycle_id = $2 AND id = $3`,
			[...key, exemption?.reason ?? null, exemption?.kind ?? null],
		)
		await appendAuditEvent(transaction, scope, {
			action: exemption === null ? 'participant.included' : 'participant.exempted',
			subject: { kind: 'member', memberId: current.memberId },
			detail: { cycleId, ...(exemption && { kind: exemption.kind }) },
		})
		return { ok: true, memberName: current.memberName }
	})
}
