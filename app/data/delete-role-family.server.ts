import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { usedFamily } from './list-role-families.server.ts'
import { lockRoster } from './lock-roster.server.ts'

export type DeletedFamilyResult =
	| { ok: true; name: string }
	/** There is none, or it is built in. */
	| { ok: false; reason: 'gone' }
	/** Members, job families, cycles, targets, training topics or the framework refer to it. */
	| { ok: false; reason: 'used' }

/** Deletes a family of the account's own that nothing refers to. */
export async function deleteRoleFamily(
	scope: AccountScope,
	{ familyId }: { familyId: string },
): Promise<DeletedFamilyResult> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const { rows } = await sql.query<{ name: string; used: boolean }>(
			`SELECT f.name, ${usedFamily} AS used FROM role_family f
			 WHERE f.account_id = $1 AND f.id = $2 AND NOT f.built_in FOR UPDATE`,
			[scope.accountId, familyId],
		)
		const [family] = rows
		if (!family) return { ok: false, reason: 'gone' }
		if (family.used) return { ok: false, reason: 'used' }
		await sql.query(`DELETE FROM role_family WHERE account_id = $1 AND id = $2`, [scope.accountId, familyId])
		await appendAuditEvent(transaction, scope, {
			action: 'role-family.deleted',
			subject: { kind: 'role-family', id: familyId },
			detail: { name: family.name },
		})
		return { ok: true, name: family.name }
	})
}
