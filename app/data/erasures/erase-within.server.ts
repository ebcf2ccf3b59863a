import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Erasure } from './list-erased-people.server.ts'

/**
 * Erases a person within an open transaction of the account, and says so in its audit log: with the pseudonym, which then
 * goes as well. The caller holds the roster.
 *
 * @returns false where there is nobody to erase, now or any more: then only the hashes are kept
 */
export async function eraseWithin(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	erasure: Erasure,
	{ isReplayed = false }: { isReplayed?: boolean } = {},
): Promise<boolean> {
	const { memberId } = erasure
	const { sql } = transaction
	const { rows } = await sql.query<{ here: boolean }>(
		`SELECT EXISTS (SELECT FROM member WHERE account_id = $1 AND id = $2 AND erased_at IS NULL) AS here`,
		[scope.accountId, memberId],
	)
	if (rows[0]?.here) {
		await appendAuditEvent(transaction, scope, {
			action: 'person.erased',
			subject: { kind: 'member', memberId },
			...(isReplayed && { detail: { replayed: true } }),
		})
	}
	const erased = await sql.query<{ erased: boolean }>(`SELECT erase_person($1, $2, $3, $4, $5) AS erased`, [
		...[scope.accountId, memberId, erasure.erasedAt, erasure.keyName, erasure.hashes],
	])
	return erased.rows[0]?.erased === true
}
