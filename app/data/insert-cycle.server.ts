import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import type { FiscalQuarter } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { lockFramework } from './lock-framework.server.ts'

export type InsertCycleResult =
	| { ok: true; cycleId: string }
	| { ok: false; reason: 'taken' | 'no-framework' }
	/** Cycles are published in their order, so that every change is the change since the one before. */
	| { ok: false; reason: 'before-published'; publishedName: string }

const noPlan: CyclePlan = {
	opensOn: null,
	reviewOn: null,
	calibrationOn: null,
	publishesOn: null,
	lateJoinersUntil: null,
}

/** Adds a cycle in draft for a quarter, on the newest published version of the skill progression map. */
export async function insertCycle(
	transaction: Transaction,
	scope: AccountScope,
	of: { quarter: FiscalQuarter; plan?: CyclePlan; repeats?: boolean; byRepeating?: boolean },
): Promise<InsertCycleResult> {
	const { sql, db } = transaction
	const { accountId } = scope
	const { quarter, plan = noPlan, repeats = false, byRepeating = false } = of
	const later = await sql.query<{ name: string }>(
		`SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase = 'published' AND c.starts_on > $2
		 ORDER BY c.starts_on DESC LIMIT 1`,
		[accountId, quarter.startsOn],
	)
	if (later.rows[0]) return { ok: false, reason: 'before-published', publishedName: later.rows[0].name }

	await lockFramework(transaction, scope)
	const framework = await db.frameworkVersion.findFirst({
		where: { accountId, key: 'skill-progression-map', publishedAt: { not: null } },
		orderBy: { version: 'desc' },
		select: { id: true },
	})
	if (!framework) return { ok: false, reason: 'no-framework' }

	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO cycle (account_id, name, starts_on, ends_on, framework_version_id, opens_on, review_on, calibration_on,
			publishes_on, late_joiners_until, repeats)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		 ON CONFLICT (account_id, name) DO NOTHING RETURNING id`,
		[
			accountId,
			quarter.name,
			quarter.startsOn,
			quarter.endsOn,
			framework.id,
			plan.opensOn,
			plan.reviewOn,
			plan.calibrationOn,
			plan.publishesOn,
			plan.lateJoinersUntil,
			repeats,
		],
	)
	const [row] = rows
	if (!row) return { ok: false, reason: 'taken' }
	await appendAuditEvent(transaction, scope, {
		action: 'cycle.created',
		subject: { kind: 'cycle', id: row.id },
		detail: { name: quarter.name, startsOn: quarter.startsOn, endsOn: quarter.endsOn, byRepeating },
	})
	return { ok: true, cycleId: row.id }
}
