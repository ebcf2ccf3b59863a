import { queryWithoutAccount } from './database.server.ts'

/** How many accounts the database holds, the sample included. */
export async function countAccounts(): Promise<number> {
	const [row] = await queryWithoutAccount<{ count: string }>('SELECT count_accounts() AS count')
	return Number(row?.count ?? 0)
}
