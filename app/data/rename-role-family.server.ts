import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'

export type RenamedFamilyResult =
	| { ok: true; changed: boolean }
	/** There is none, or it is built in. */
	| { ok: false; reason: 'gone' | 'taken' }
	/** Somebody else has renamed it in the meantime: this is its name now. */
	| { ok: false; reason: 'stale'; current: string }

/**
 * Renames a family of the account's own, in published cycles too: a family keeps its people, whatever it is called.
 *
 * @param of.from the name that the person saw
 */
export async function renameRoleFamily(
	scope: AccountScope,
	of: { familyId: string; from: string; name: string },
): Promise<RenamedFamilyResult> {
	const { familyId, from, name } = of
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const { rows } = await sql.query<{ name: string; taken: boolean }>(
			`SELECT f.name, EXISTS (SELECT FROM role_family o WHERE o.account_id = $1 AND o.id <> f.id
				AND lower(o.name) = lower($3)) AS taken
			 FROM role_family f WHERE f.account_id = $1 AND f.id = $2 AND NOT f.built_in`,
			[scope.accountId, familyId, name],
		)
		const [family] = rows
		if (!family) return { ok: false, reason: 'gone' }
		if (family.name === name) return { ok: true, changed: false }
		if (family.name !== from) return { ok: false, reason: 'stale', current: family.name }
		if (family.taken) return { ok: false, reason: 'taken' }
		await sql.query(`UPDATE role_family SET name = $3 WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			familyId,
			name,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'role-family.renamed',
			subject: { kind: 'role-family', id: familyId },
			detail: { from, to: name },
		})
		return { ok: true, changed: true }
	})
}
