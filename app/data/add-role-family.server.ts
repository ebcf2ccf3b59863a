import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { runOnce } from './run-once.server.ts'
import { slugify } from './slugify.ts'

export type AddedFamilyResult = { ok: true; familyId: string } | { ok: false; reason: 'taken' | 'too-many' }

/** A page and a heatmap have room for so many. */
export const mostFamilies = 40

/** Adds a role family of the account's own, at the end. */
export async function addRoleFamily(
	scope: AccountScope,
	{ name, idempotencyKey }: { name: string; idempotencyKey: string },
): Promise<AddedFamilyResult> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const once = { key: idempotencyKey, action: 'role-family.add' }
		return runOnce(transaction, scope, once, async (): Promise<AddedFamilyResult> => {
			const added = await addRoleFamilyWithin(transaction, scope, { name })
			return added.ok ? { ok: true, familyId: added.familyId } : added
		})
	})
}

/** The same within an open transaction that has locked the roster. */
export async function addRoleFamilyWithin(
	transaction: Transaction,
	scope: AccountScope,
	{ name }: { name: string },
): Promise<{ ok: true; familyId: string; key: string } | Extract<AddedFamilyResult, { ok: false }>> {
	const { sql } = transaction
	const { rows: families } = await sql.query<{ key: string; name: string; position: number }>(
		`SELECT key, lower(name) AS name, position FROM role_family WHERE account_id = $1`,
		[scope.accountId],
	)
	if (families.length >= mostFamilies) return { ok: false, reason: 'too-many' }
	if (families.some((family) => family.name === name.toLowerCase())) return { ok: false, reason: 'taken' }
	const key = freeKey(name, new Set(families.map((family) => family.key)))
	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, $2, $3, $4, false) RETURNING id`,
		[scope.accountId, key, name, Math.max(-1, ...families.map(({ position }) => position)) + 1],
	)
	const familyId = rows[0]?.id ?? ''
	await appendAuditEvent(transaction, scope, {
		action: 'role-family.added',
		subject: { kind: 'role-family', id: familyId },
		detail: { name },
	})
	return { ok: true, familyId, key }
}

/** A key stays when its family is renamed, and never becomes that of a family which a framework asks. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
	const stem = `own-${slugify(name)}`
	for (let number = 1; ; number += 1) {
		const key = number === 1 ? stem : `${stem}-${number}`
		if (!taken.has(key)) return key
	}
}
