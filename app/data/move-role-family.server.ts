import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'

/** Puts a family one place further up or down, where there is one. False for a family that is not there. */
export async function moveRoleFamily(
	scope: AccountScope,
	{ familyId, to }: { familyId: string; to: 'up' | 'down' },
): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const { rows } = await sql.query<{ id: string }>(
			`SELECT id FROM role_family WHERE account_id = $1 ORDER BY position, key`,
			[scope.accountId],
		)
		const ids = rows.map(({ id }) => id)
		const place = ids.indexOf(familyId)
		if (place < 0) return false
		const other = to === 'up' ? place - 1 : place + 1
		if (other < 0 || other >= ids.length) return true
		const order = ids.with(place, ids[other] ?? familyId).with(other, familyId)
		await sql.query(
			`UPDATE role_family f SET position = o.place - 1
			 FROM unnest($2::uuid[]) WITH ORDINALITY o (id, place) WHERE f.account_id = $1 AND f.id = o.id`,
			[scope.accountId, order],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'role-family.moved',
			subject: { kind: 'role-family', id: familyId },
			detail: { to },
		})
		return true
	})
}
