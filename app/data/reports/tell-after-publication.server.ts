import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { afterPublication } from '#app/domain/report/next-run.ts'

/** Makes the schedules due that wait for a publication, in the transaction that publishes. */
export async function tellAfterPublication(
	transaction: Transaction,
	scope: AccountScope,
	{ at }: { at: Date },
): Promise<void> {
	const { sql } = transaction
	const { rows } = await sql.query<{ hour: number }>(
		`SELECT DISTINCT s.hour::int AS hour FROM report_schedule s
		 WHERE s.account_id = $1 AND s.rhythm = 'publication' AND s.stopped_at IS NULL`,
		[scope.accountId],
	)
	if (rows.length === 0) return
	const calendar = await readAccountCalendar(transaction, scope, at)
	for (const { hour } of rows) {
		await sql.query(
			`UPDATE report_schedule SET next_at = $3
			 WHERE account_id = $1 AND rhythm = 'publication' AND stopped_at IS NULL AND hour = $2`,
			[scope.accountId, hour, afterPublication({ hour }, at, calendar)],
		)
	}
}
