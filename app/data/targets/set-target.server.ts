import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { AuditSubject } from '#app/data/append-audit-event.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'

export type TargetValue = { halfSteps: number; dueOn: Day }
export type StoredTarget = TargetValue & { version: number }

export type SetTargetResult =
	/** `changed` is false where it stands like this already: the same click twice. `name` is null for the account. */
	| { ok: true; name: string | null; changed: boolean }
	/** What it is for is not there any more; a target is set for nobody who has left, and for no archived team. */
	| { ok: false; reason: 'gone' }
	/** Somebody else was faster; nothing is changed. */
	| { ok: false; reason: 'stale'; current: StoredTarget | null }

/**
 * Sets, changes or removes the target of the account, a family, a team or a member. Published cycles keep theirs.
 *
 * @param of.version of the target that the person saw; 0 where there was none
 * @param of.target null removes it
 */
export async function setTarget(
	scope: AccountScope,
	of: { place: TargetPlace; version: number; target: TargetValue | null },
): Promise<SetTargetResult> {
	const { accountId } = scope
	const { place, target } = of
	const key = [accountId, place.scope, ...keyOf(place)]
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const subject = await findSubject(transaction, scope, place)
		if (!subject || (target && !subject.isPresent)) return { ok: false, reason: 'gone' }
		const stored = async () => {
			const { rows } = await sql.query<StoredTarget & { id: string }>(
				`SELECT id, tier::int AS "halfSteps", due_on::text AS "dueOn", version FROM target
				 WHERE account_id = $1 AND scope = $2 AND family_id IS NOT DISTINCT FROM $3::uuid
					AND team_id IS NOT DISTINCT FROM $4::uuid AND member_id IS NOT DISTINCT FROM $5::uuid FOR UPDATE`,
				key,
			)
			return rows[0] ?? null
		}
		const stale = (current: StoredTarget | null): SetTargetResult => ({
			...{ ok: false, reason: 'stale' },
			current: current && { halfSteps: current.halfSteps, dueOn: current.dueOn, version: current.version },
		})
		const before = await stored()
		const isSame = before
			? before.halfSteps === target?.halfSteps && before.dueOn === target.dueOn
			: target === null
		if (isSame) return { ok: true, name: subject.name, changed: false }
		if ((before?.version ?? 0) !== of.version) return stale(before)

		let targetId = before?.id
		if (!before && target) {
			const { rows } = await sql.query<{ id: string }>(
				`INSERT INTO target (account_id, scope, family_id, team_id, member_id, tier, due_on)
				 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
				[...key, target.halfSteps, target.dueOn],
			)
			// Another first one passed this one.
			if (!rows[0]) return stale(await stored())
			targetId = rows[0].id
		} else if (target) {
			await sql.query(
				`UPDATE target SET tier = $3, due_on = $4, version = version + 1 WHERE account_id = $1 AND id = $2`,
				[accountId, targetId, target.halfSteps, target.dueOn],
			)
		} else {
			await sql.query(`DELETE FROM target WHERE account_id = $1 AND id = $2`, [accountId, targetId])
		}
		await appendAuditEvent(transaction, scope, {
			action: target ? 'target.set' : 'target.removed',
			...auditOf(place, { id: targetId ?? null, key: subject.key, before, target }),
		})
		return { ok: true, name: subject.name, changed: true }
	})
}

/** Family, team and member of a target: at most one of them. */
function keyOf(place: TargetPlace): [string | null, string | null, string | null] {
	return [
		place.scope === 'family' ? place.familyId : null,
		place.scope === 'team' ? place.teamId : null,
		place.scope === 'member' ? place.memberId : null,
	]
}

type Subject = { name: string | null; key: string | null; isPresent: boolean }

/** What the target is for, kept from going away meanwhile. */
async function findSubject(
	transaction: Transaction,
	scope: AccountScope,
	place: TargetPlace,
): Promise<Subject | null> {
	const { sql } = transaction
	if (place.scope === 'account') return { name: null, key: null, isPresent: true }
	if (place.scope === 'family') {
		const { rows } = await sql.query<Subject>(
			`SELECT name, key, true AS "isPresent" FROM role_family WHERE account_id = $1 AND id = $2 FOR KEY SHARE`,
			[scope.accountId, place.familyId],
		)
		return rows[0] ?? null
	}
	if (place.scope === 'team') {
		const { rows } = await sql.query<Subject>(
			`SELECT name, NULL AS key, archived_at IS NULL AS "isPresent" FROM team WHERE account_id = $1 AND id = $2 FOR KEY SHARE`,
			[scope.accountId, place.teamId],
		)
		return rows[0] ?? null
	}
	const { today } = await readAccountCalendar(transaction, scope)
	const { rows } = await sql.query<Subject>(
		`SELECT name, NULL AS key, coalesce(left_on > $3::date, true) AS "isPresent" FROM member
		 WHERE account_id = $1 AND id = $2 FOR KEY SHARE`,
		[scope.accountId, place.memberId, today],
	)
	return rows[0] ?? null
}

/** A person stands in the log by pseudonym, and no tier beside it. */
function auditOf(
	place: TargetPlace,
	of: { id: string | null; key: string | null; before: TargetValue | null; target: TargetValue | null },
): { subject: AuditSubject; detail: Record<string, string | number | null> } {
	const { before, target } = of
	if (place.scope === 'member') {
		return { subject: { kind: 'member', memberId: place.memberId }, detail: { scope: place.scope } }
	}
	return {
		subject: { kind: 'target', id: of.id },
		detail: {
			scope: place.scope,
			...(place.scope === 'family' && { family: of.key }),
			...(place.scope === 'team' && { team: place.teamId }),
			tierFrom: before ? before.halfSteps / 2 : null,
			tierTo: target ? target.halfSteps / 2 : null,
			dueOnFrom: before?.dueOn ?? null,
			dueOnTo: target?.dueOn ?? null,
		},
	}
}
