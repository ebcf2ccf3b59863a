import { queryWithoutAccount } from './database.server.ts'

export type AccountSummary = { id: string; slug: string; name: string; isSample: boolean }

/** Every account, by slug, for the system: no right follows from it. */
export function listAccounts(): Promise<AccountSummary[]> {
	return queryWithoutAccount<AccountSummary>(
		`SELECT id, slug, name, is_sample AS "isSample" FROM list_accounts()`,
	)
}
