import type pg from 'pg'
import type { TestDatabase } from '#tests/support/database.ts'

/** Works on the tables as somebody does who owns the server: no row-level security, no trigger, no foreign key. */
export async function attack(
	{ adminPool }: TestDatabase,
	run: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
	const client = await adminPool.connect()
	try {
		await client.query(`SET session_replication_role = replica`)
		await run(client)
	} finally {
		await client.query(`RESET session_replication_role`)
		client.release()
	}
}

/** Numbers every row anew from 1 on and makes every hash anew, with the database's own function: a chain without a fault. */
export async function chainAnew(client: pg.PoolClient, accountId: string): Promise<void> {
	await client.query(`UPDATE audit_event SET sequence = -sequence WHERE account_id = $1`, [accountId])
	const { rows } = await client.query<{ sequence: number }>(
		`SELECT sequence FROM audit_event WHERE account_id = $1 ORDER BY sequence DESC`,
		[accountId],
	)
	let previousHash = ''
	for (const [index, { sequence }] of rows.entries()) {
		await client.query(
			`UPDATE audit_event SET sequence = $3, previous_hash = $4 WHERE account_id = $1 AND sequence = $2`,
			[accountId, sequence, index + 1, previousHash],
		)
		const made = await client.query<{ hash: string }>(
			`UPDATE audit_event e SET hash = encode(sha256(convert_to(audit_event_text(e), 'UTF8')), 'hex')
			 WHERE account_id = $1 AND sequence = $2 RETURNING hash`,
			[accountId, index + 1],
		)
		previousHash = made.rows[0]?.hash ?? ''
	}
}
