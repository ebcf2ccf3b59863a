import { queryWithoutAccount } from '#app/data/database.server.ts'

/** The accounts in which somebody is to be told of a report by now. */
export async function listDueReportAccounts(at: Date): Promise<string[]> {
	const rows = await queryWithoutAccount<{ accountId: string }>(
		`SELECT account_id AS "accountId" FROM list_due_report_schedules($1)`,
		[at],
	)
	return rows.map(({ accountId }) => accountId)
}
