import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** A key is for the same click twice, a reload or a tab that comes back: after that its answer is not asked for again. */
const keptDays = 7
/** How many old keys one form takes away: more than it adds, and never so many that it waits for them. */
const sweptAtOnce = 20

/** What can be stored as the answer of a form. */
export type StoredResponse =
	string | number | boolean | null | readonly StoredResponse[] | { readonly [key: string]: StoredResponse }

/**
 * Runs a form's effect once for its idempotency key: the same key again gets the stored answer and changes nothing. Of two
 * at the same moment the second waits for the first. A key that the user, or the API's token, sent to another action before counts as new there.
 * A refusal (`{ ok: false, … }`) is not kept: the mended form may come with the same key. Every new key takes a few of the
 * account's old ones away.
 */
export async function runOnce<T extends StoredResponse>(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { key: string; action: string },
	run: () => Promise<T>,
): Promise<T> {
	const by = scope.userId ?? scope.tokenId
	if (!by) return run()
	const key = `${of.action}:${of.key}`
	const id = [scope.accountId, by, key]
	const inserted = await sql.query(
		`INSERT INTO idempotency_key (account_id, user_id, key, action) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		[...id, of.action],
	)
	if (inserted.rowCount === 0) {
		const { rows } = await sql.query<{ response: T }>(
			`SELECT response FROM idempotency_key WHERE account_id = $1 AND user_id = $2 AND key = $3`,
			id,
		)
		const [row] = rows
		if (!row) throw new Error('The idempotency key was taken and is gone.')
		return row.response
	}
	// Whoever else is at it sweeps other keys: nobody waits.
	await sql.query(
		`WITH old AS MATERIALIZED (
			SELECT k.user_id, k.key FROM idempotency_key k
			WHERE k.account_id = $1 AND k.created_at < now() - make_interval(days => $2::int)
			ORDER BY k.created_at LIMIT $3 FOR UPDATE SKIP LOCKED
		 )
		 DELETE FROM idempotency_key k USING old WHERE k.account_id = $1 AND k.user_id = old.user_id AND k.key = old.key`,
		[scope.accountId, keptDays, sweptAtOnce],
	)
	const response = await run()
	if (isRefusal(response)) {
		await sql.query(`DELETE FROM idempotency_key WHERE account_id = $1 AND user_id = $2 AND key = $3`, id)
		return response
	}
	await sql.query(
		`UPDATE idempotency_key SET response = $4 WHERE account_id = $1 AND user_id = $2 AND key = $3`,
		[...id, JSON.stringify(response)],
	)
	return response
}

function isRefusal(response: StoredResponse): boolean {
	return typeof response === 'object' && response !== null && 'ok' in response && response.ok === false
}
