import { policy, roles } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Whoever may run cycles and can still open the account: who hears of what a cycle did or could not do by itself. */
export async function listCycleRunners(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
): Promise<{ email: string }[]> {
	const runners = roles.filter((role) => role in policy['cycles.run'])
	const { rows } = await sql.query<{ email: string }>(
		`SELECT u.email FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND m.roles && $2::role[] AND membership_is_open(m) ORDER BY u.email`,
		[accountId, runners],
	)
	return rows
}
