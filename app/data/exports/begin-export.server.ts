import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { keepPseudonym } from '#app/data/keep-pseudonym.server.ts'

/**
 * Writes into the access log that the person of the scope takes something along, before the first byte of it leaves.
 *
 * @param of.filter as keptFilter() leaves it
 * @returns the id of the entry, for `endExport`
 */
export async function beginExport(
	scope: AccountScope,
	of: { report: string; filter: Record<string, string>; format: string },
): Promise<string> {
	const { accountId, userId } = scope
	return withAccount(scope, async (transaction) => {
		const actorId = userId && (await keepPseudonym(transaction, accountId, 'user_id', userId))
		const { rows } = await transaction.sql.query<{ id: string }>(
			`INSERT INTO export_access (account_id, actor_id, report, filter, format, state)
			 VALUES ($1, $2, $3, $4, $5, 'begun') RETURNING id`,
			[accountId, actorId, of.report, JSON.stringify(of.filter), of.format],
		)
		const [row] = rows
		if (!row) throw new Error('An export could not be logged.')
		return row.id
	})
}
