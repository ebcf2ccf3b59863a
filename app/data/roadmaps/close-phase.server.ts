import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { GateDecision } from '#app/domain/roadmap/gate.ts'
import { decideGate } from '#app/domain/roadmap/gate.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'

export type ClosedPhase =
	| { ok: true; byException: boolean }
	| Extract<GateDecision, { ok: false }>
	/** `no-sponsor`: nothing stands in the way, but whoever is no sponsor says why they close it. */
	| { ok: false; reason: 'gone' | 'plan-closed' | 'no-sponsor' }

/**
 * Closes a phase: by a sponsor where everything is there, or by an exception with its reason. What is closed stays so; nothing in
 * it changes any more.
 *
 * @param of.isSponsor whether the person is one. Whoever else may edit the plan closes by an exception alone.
 */
export async function closePhase(
	scope: AccountScope,
	of: { roadmapId: string; phase: PhaseKey; isSponsor: boolean; exception: string | null },
): Promise<ClosedPhase> {
	const { roadmapId, phase } = of
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const locked = await lockRoadmap(transaction, scope, roadmapId)
		const roadmap = locked && (await getRoadmapWithin(transaction, scope, { roadmapId }))
		if (!locked || !roadmap) return { ok: false, reason: 'gone' }
		if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
		const closed = roadmap.phases.flatMap(({ key, closedOn }) => (closedOn === null ? [] : [key]))
		const decision = decideGate({ phase, closed, items: roadmap.items, exception: of.exception })
		if (!decision.ok) return decision
		const reason = (of.exception ?? '').trim()
		if (!of.isSponsor && reason === '') return { ok: false, reason: 'no-sponsor' }
		const byException = decision.byException || !of.isSponsor
		await sql.query(
			`UPDATE roadmap_phase SET closed_on = $4, closed_by_id = $5, exception = $6
			 WHERE account_id = $1 AND roadmap_id = $2 AND phase = $3`,
			[scope.accountId, roadmapId, phase, locked.today, scope.membershipId, byException ? reason : null],
		)
		await sql.query(
			`UPDATE roadmap_item SET next_check_at = NULL
			 WHERE account_id = $1 AND roadmap_id = $2 AND phase = $3 AND next_check_at IS NOT NULL`,
			[scope.accountId, roadmapId, phase],
		)
		await sql.query(`UPDATE roadmap SET version = version + 1 WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			roadmapId,
		])
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'phase-closed', detail: { phase, byException } },
		})
		return { ok: true, byException }
	})
}
