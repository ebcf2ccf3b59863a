import { queryWithoutAccount } from './database.server.ts'

/** The cycles of all accounts that their calendar may ask something of: where they run, open by date, or repeat. */
export async function listCyclesToTend(at: Date): Promise<{ accountId: string; cycleId: string }[]> {
	return queryWithoutAccount(
		`SELECT account_id AS "accountId", cycle_id AS "cycleId" FROM list_cycles_to_tend($1)`,
		[at],
	)
}
