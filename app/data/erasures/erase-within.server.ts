import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { eraseBelongings } from './erase-belongings.server.ts'
import type { Erasure } from './list-erased-people.server.ts'
import { eraseWords } from './erase-words.server.ts'

/**
 * Erases a person within an open transaction of the account. Its audit log says so by the pseudonym, which then goes as well:
 * nothing leads from the log to anybody any more. The caller holds the roster.
 *
 * @param options.beforeLog what else is to be written: whoever writes rows and the audit log writes the rows first
 * @returns false where there is nobody to erase, now or any more: then only the hashes are kept
 */
export async function eraseWithin(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ memberId, erasedAt, keyName, hashes }: Erasure,
	{ isReplayed = false, beforeLog }: { isReplayed?: boolean; beforeLog?: () => Promise<void> } = {},
): Promise<boolean> {
	const { sql } = transaction
	const { accountId } = scope
	await sql.query(`SET LOCAL statement_timeout = '110s'`)
	const user = await sql.query<{ id: string }>(
		`SELECT user_id AS id FROM membership WHERE account_id = $1 AND member_id = $2`,
		[accountId, memberId],
	)
	// Whoever gives them something right now is waited for, so that what they gave is found below.
	await sql.query(`SELECT FROM member WHERE account_id = $1 AND id = $2 FOR UPDATE`, [accountId, memberId])
	await eraseWords(transaction, scope, memberId)
	const { rows } = await sql.query<{ erased: boolean }>(`SELECT erase_person($1, $2, $3, $4, $5) AS erased`, [
		...[accountId, memberId, erasedAt, keyName, hashes],
	])
	if (!rows[0]?.erased) return false
	await eraseBelongings(transaction, scope, memberId)
	await beforeLog?.()
	await appendAuditEvent(transaction, scope, {
		action: 'person.erased',
		subject: { kind: 'member', memberId },
		...(isReplayed && { detail: { replayed: true } }),
	})
	await sql.query(`DELETE FROM pseudonym WHERE account_id = $1 AND (member_id = $2 OR user_id = $3::uuid)`, [
		accountId,
		memberId,
		user.rows[0]?.id ?? null,
	])
	return true
}
