import type pg from 'pg'
import { withClient } from '#tests/support/test-cluster.ts'
import { insertRow, oneOfEverything, type AccountIds } from '#tests/tenancy/one-of-everything.ts'

export const newAccount = (): AccountIds => ({
	accountId: crypto.randomUUID(),
	userId: crypto.randomUUID(),
	otherUserId: crypto.randomUUID(),
	isSample: false,
})

/** One row of every kind in an account of its own, its user, a session, a link, and a mail with every kind of odd character. */
export async function writeOneOfEverything(adminUrl: string, ids = newAccount()): Promise<AccountIds> {
	await withClient(adminUrl, async (admin) => {
		const client = admin as unknown as pg.ClientBase
		await insertRow(client, 'user', {
			id: ids.userId,
			email: `${ids.userId}@example.com`,
			name: 'Jürgen „Ünal“ \\N 李',
			password_hash: 'x',
		})
		const ends = { expires_at: '2100-01-01' }
		const user = { user_id: ids.userId }
		await insertRow(client, 'session', { id: ids.userId, ...user, ...ends, absolute_end_at: '2100-01-01' })
		await insertRow(client, 'user_token', { id: ids.userId, ...user, ...ends, purpose: 'reset' })
		await insertRow(client, 'outbox_message', {
			account_id: ids.accountId,
			recipient: 'a@example.com',
			subject: 'Tab\there',
			text: 'Two\nlines, a carriage return\r, a backslash \\ and \\.\n\\.\n',
			html: '',
		})
		for (const [table, row] of oneOfEverything(ids)) await insertRow(client, table, row)
	})
	return ids
}

/** Many rows that cost little: cells of the account's snapshot. */
export async function writeCells(
	adminUrl: string,
	accountId: string,
	count: number,
	from = 1,
): Promise<void> {
	await withClient(adminUrl, async (client) => {
		await client.query(
			`INSERT INTO snapshot_cell (account_id, snapshot_id, node_id, family_id, measure, value, count)
			SELECT c.account_id, c.snapshot_id, c.node_id, c.family_id, 'filled-' || n, 1 + n % 6, n
			FROM snapshot_cell c, generate_series($2::int, $2::int + $3::int - 1) n
			WHERE c.account_id = $1 AND c.measure = 'tier'`,
			[accountId, from, count],
		)
	})
}
