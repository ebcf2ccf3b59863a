import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * Those of the people who are still in the company, none of whom is erased before the transaction ends: an erasure waits for it, and
 * finds what was written about them.
 */
export async function lockPresentMembers(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ memberIds, today }: { memberIds: readonly string[]; today: string },
): Promise<Set<string>> {
	const { rows } = await sql.query<{ id: string }>(
		`SELECT id FROM member
		 WHERE account_id = $1 AND id = ANY ($2::uuid[]) AND erased_at IS NULL AND (left_on IS NULL OR left_on > $3::date)
		 ORDER BY id FOR KEY SHARE`,
		[accountId, memberIds, today],
	)
	return new Set(rows.map(({ id }) => id))
}
