import { queryWithoutAccount } from '#app/data/database.server.ts'

/** Deletes what webhooks of all accounts were told more than 30 days ago, and returns how much. */
export async function forgetOldDeliveries(): Promise<number> {
	const rows = await queryWithoutAccount<{ count: number }>(`SELECT forget_old_deliveries()::int AS count`)
	return rows[0]?.count ?? 0
}
