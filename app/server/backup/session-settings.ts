import type { Client } from 'pg'

/**
 * Settings of the transaction that is open: with them the same rows make the same text on every server, and no time limit
 * of the role or the database cuts the work short.
 */
export async function settleSession(client: Client): Promise<void> {
	await client.query(`
		SET LOCAL client_encoding = 'UTF8';
		SET LOCAL DateStyle = 'ISO, YMD';
		SET LOCAL IntervalStyle = 'postgres';
		SET LOCAL TimeZone = 'UTC';
		SET LOCAL bytea_output = 'hex';
		SET LOCAL extra_float_digits = 1;
		SET LOCAL lock_timeout = '15s';
		SET LOCAL statement_timeout = 0;
		SET LOCAL idle_in_transaction_session_timeout = 0`)
	const { rows } = await client.query(`SELECT FROM pg_settings WHERE name = 'transaction_timeout'`)
	if (rows.length > 0) await client.query('SET LOCAL transaction_timeout = 0')
}

/** What the server's list of sessions shows of the work: which step of how many. */
export async function showStep(client: Client, work: string, step: number, of: number): Promise<void> {
	await client.query(`SET LOCAL application_name = 'contour ${work} ${step}/${of}'`)
}
