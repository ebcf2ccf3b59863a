import { cycleDateNames } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePlan, PlanField, PlanProblem } from '#app/domain/cycle/cycle-plan.ts'
import { findPlanProblem, openFields } from '#app/domain/cycle/cycle-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { CyclePlanDetails } from './get-cycle-plan.server.ts'
import { getCyclePlanWithin } from './get-cycle-plan.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { writeCycleScope } from './write-cycle-scope.server.ts'

/** What a form says; what can no longer be changed is left as it is. */
export type PlanInput = CyclePlan & { repeats: boolean; teamIds: string[]; familyIds: string[] }

export type ChangeCyclePlanResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else has changed it, or a phase has begun meanwhile: this is how it is now. */
	| { ok: false; reason: 'stale'; current: CyclePlanDetails }
	| ({ ok: false; reason: 'plan' } & PlanProblem)
	/** A team is archived or gone, or a family is asked nothing. */
	| { ok: false; reason: 'scope'; field: 'teamIds' | 'familyIds' }

/**
 * Changes when the phases of a cycle begin, how long newcomers join and whether it repeats; of a draft also whom it asks.
 * Phases that have begun keep their dates.
 */
export async function changeCyclePlan(
	scope: AccountScope,
	of: { cycleId: string; version: number; input: PlanInput },
): Promise<ChangeCyclePlanResult> {
	const { cycleId, input } = of
	return withAccount(scope, async (transaction) => {
		const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
		const before = phase && (await getCyclePlanWithin(transaction, scope, { cycleId }))
		if (!phase || !before) return { ok: false, reason: 'gone' }
		if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
		const open = openFields(phase)
		const pick = (field: PlanField) => (open.includes(field) ? input[field] : before[field])
		const plan: CyclePlan = {
			opensOn: pick('opensOn'),
			reviewOn: pick('reviewOn'),
			calibrationOn: pick('calibrationOn'),
			publishesOn: pick('publishesOn'),
			lateJoinersUntil: pick('lateJoinersUntil'),
		}
		const { today } = await readAccountCalendar(transaction, scope)
		const problem = findPlanProblem(plan, { before, today })
		if (problem) return { ok: false, reason: 'plan', ...problem }

		const fields: string[] = ([...cycleDateNames, 'lateJoinersUntil'] as const).filter(
			(field) => plan[field] !== before[field],
		)
		if (input.repeats !== before.repeats) fields.push('repeats')
		if (phase === 'draft') {
			const written = await writeCycleScope(transaction, scope, { cycleId, before: before.scope, ...input })
			if (!written.ok) return { ok: false, reason: 'scope', field: written.field }
			fields.push(...written.changed)
		}
		if (fields.length === 0) return { ok: true, changed: false }
		await transaction.sql.query(
			`UPDATE cycle SET opens_on = $3, review_on = $4, calibration_on = $5, publishes_on = $6,
				late_joiners_until = $7, repeats = $8, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[
				scope.accountId,
				cycleId,
				plan.opensOn,
				plan.reviewOn,
				plan.calibrationOn,
				plan.publishesOn,
				plan.lateJoinersUntil,
				input.repeats,
			],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.planned',
			subject: { kind: 'cycle', id: cycleId },
			detail: { fields, ...plan, repeats: input.repeats },
		})
		return { ok: true, changed: true }
	})
}
