import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'

export type TargetValue = { halfSteps: number; dueOn: Day }

export type SetTargetResult =
	/** `changed` is false where it stands like this already: the same click twice. */
	| { ok: true; familyName: string; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else was faster; nothing is changed. */
	| { ok: false; reason: 'stale'; current: (TargetValue & { version: number }) | null }

/**
 * Sets, changes or removes the target of a family. Published cycles keep theirs.
 *
 * @param of.version of the target that the person saw; 0 where there was none
 * @param of.target null removes it
 */
export async function setTarget(
	scope: AccountScope,
	of: { familyId: string; version: number; target: TargetValue | null },
): Promise<SetTargetResult> {
	const { accountId } = scope
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		// The family's row keeps two first targets from passing each other.
		const { rows: families } = await sql.query<{ key: string; name: string }>(
			`SELECT key, name FROM role_family WHERE account_id = $1 AND id = $2 FOR UPDATE`,
			[accountId, of.familyId],
		)
		const [family] = families
		if (!family) return { ok: false, reason: 'gone' }
		const { rows } = await sql.query<TargetValue & { id: string; version: number }>(
			`SELECT id, tier::int AS "halfSteps", due_on::text AS "dueOn", version FROM target
			 WHERE account_id = $1 AND family_id = $2`,
			[accountId, of.familyId],
		)
		const [before] = rows
		const { target } = of
		const isSame = before
			? before.halfSteps === target?.halfSteps && before.dueOn === target.dueOn
			: target === null
		if (isSame) return { ok: true, familyName: family.name, changed: false }
		if ((before?.version ?? 0) !== of.version) {
			const current = before && { halfSteps: before.halfSteps, dueOn: before.dueOn, version: before.version }
			return { ok: false, reason: 'stale', current: current ?? null }
		}
		const key = [accountId, of.familyId]
		const { rows: written } = target
			? await sql.query<{ id: string }>(
					`INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, $3, $4)
					 ON CONFLICT (account_id, family_id)
					 DO UPDATE SET tier = EXCLUDED.tier, due_on = EXCLUDED.due_on, version = target.version + 1
					 RETURNING id`,
					[...key, target.halfSteps, target.dueOn],
				)
			: await sql.query<{ id: string }>(
					`DELETE FROM target WHERE account_id = $1 AND family_id = $2 RETURNING id`,
					key,
				)
		await appendAuditEvent(transaction, scope, {
			action: target ? 'target.set' : 'target.removed',
			subject: { kind: 'target', id: written[0]?.id ?? null },
			detail: {
				family: family.key,
				tierFrom: before ? before.halfSteps / 2 : null,
				tierTo: target ? target.halfSteps / 2 : null,
				dueOnFrom: before?.dueOn ?? null,
				dueOnTo: target?.dueOn ?? null,
			},
		})
		return { ok: true, familyName: family.name, changed: true }
	})
}
