import { queryWithoutAccount } from '#app/data/database.server.ts'

/** The accounts in which the job has outcomes to look at: those that it has not looked at for a day. */
export async function listOutcomesToCheck(at: Date): Promise<string[]> {
	const rows = await queryWithoutAccount<{ accountId: string }>(
		`SELECT account_id AS "accountId" FROM list_outcomes_to_check($1)`,
		[at],
	)
	return rows.map(({ accountId }) => accountId)
}
