import { queryWithoutAccount } from './database.server.ts'

/** Deletes what jobs have left and nobody is kept for any longer, of all accounts, and returns how much. */
export async function forgetOldJobs(): Promise<number> {
	const rows = await queryWithoutAccount<{ count: number }>(`SELECT forget_old_jobs()::int AS count`)
	return rows[0]?.count ?? 0
}
