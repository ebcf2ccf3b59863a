import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessage } from '#app/data/add-outbox-message.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { DueReport } from './list-due-reports.server.ts'

/**
 * Hands over the mail of a due report and says when the next is due, in one transaction; or, for who may not read it any
 * more, stops it. Of two processes the second finds it settled: false.
 */
export async function settleDueReport(
	scope: AccountScope,
	{ due, at, then }: { due: DueReport; at: Date; then: { mail: OutboxMail; nextAt: Date | null } | 'stop' },
): Promise<boolean> {
	const isStopped = then === 'stop'
	return withAccount(scope, async (transaction) => {
		const { rowCount } = await transaction.sql.query(
			`UPDATE report_schedule SET next_at = $5,
				last_sent_at = CASE WHEN $6 THEN last_sent_at ELSE $7 END, stopped_at = CASE WHEN $6 THEN $7::timestamptz END
			 WHERE account_id = $1 AND report_id = $2 AND membership_id = $3 AND next_at = $4`,
			[
				...[scope.accountId, due.reportId, due.membershipId, due.nextAt],
				...[isStopped ? null : then.nextAt, isStopped, at],
			],
		)
		if (rowCount !== 1) return false
		if (!isStopped) await addOutboxMessage(transaction, scope.accountId, then.mail)
		return true
	})
}
