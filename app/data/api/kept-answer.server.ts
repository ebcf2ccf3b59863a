import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { StoredResponse } from '#app/data/run-once.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'

type Keyed = { key: string; action: string }

const keptSchema = z.object({ fingerprint: z.string(), answer: z.custom<StoredResponse>() })

/** What a request with this Idempotency-Key was answered, and what it was about; null where it is the first of the token. */
export async function findKeptAnswer(
	scope: AccountScope,
	{ key, action }: Keyed,
): Promise<{ fingerprint: string; answer: StoredResponse } | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ response: unknown }>(
			`SELECT response FROM idempotency_key WHERE account_id = $1 AND user_id = $2 AND key = $3`,
			[scope.accountId, scope.userId ?? scope.tokenId, `${action}:${key}`],
		)
		return keptSchema.safeParse(rows[0]?.response).data ?? null
	})
}

/**
 * Keeps what a request was answered. Of two at the same moment the first counts for both.
 *
 * @returns what is kept
 */
export async function keepAnswer(
	scope: AccountScope,
	of: Keyed & { fingerprint: string; answer: StoredResponse },
): Promise<{ fingerprint: string; answer: StoredResponse }> {
	const { fingerprint, answer } = of
	return withAccount(scope, (transaction) =>
		runOnce(transaction, scope, of, () => Promise.resolve({ fingerprint, answer })),
	)
}
