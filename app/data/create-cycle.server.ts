import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockFramework } from './lock-framework.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { runOnce } from './run-once.server.ts'

export type CreateCycleResult =
	| { ok: true; cycleId: string }
	| { ok: false; reason: 'taken' | 'no-framework' }
	/** Cycles are published in their order, so that every change is the change since the one before. */
	| { ok: false; reason: 'before-published'; publishedName: string }

/**
 * Adds a cycle in draft for the fiscal quarter in which a day lies, on the newest published version of the skill
 * progression map. Nobody is frozen yet.
 */
export async function createCycle(
	scope: AccountScope,
	{ day, idempotencyKey }: { day: Day; idempotencyKey?: string },
): Promise<CreateCycleResult> {
	return withAccount(scope, async (transaction) => {
		const create = async (): Promise<CreateCycleResult> => {
			const { sql, db } = transaction
			const { accountId } = scope
			const { fiscalYearStart } = await readAccountCalendar(transaction, scope)
			const quarter = quarterOf(day, fiscalYearStart)

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
				`INSERT INTO cycle (account_id, name, starts_on, ends_on, framework_version_id) VALUES ($1, $2, $3, $4, $5)
				 ON CONFLICT (account_id, name) DO NOTHING RETURNING id`,
				[accountId, quarter.name, quarter.startsOn, quarter.endsOn, framework.id],
			)
			const [row] = rows
			if (!row) return { ok: false, reason: 'taken' }
			await appendAuditEvent(transaction, scope, {
				action: 'cycle.created',
				subject: { kind: 'cycle', id: row.id },
				detail: { name: quarter.name, startsOn: quarter.startsOn, endsOn: quarter.endsOn },
			})
			return { ok: true, cycleId: row.id }
		}
		return idempotencyKey
			? runOnce(transaction, scope, { key: idempotencyKey, action: 'cycle.create' }, create)
			: create()
	})
}
