import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { MetricCompany } from './metric-company.ts'
import { metricRows } from './metric-company.ts'

/** Rows as they go into the table, to the last id: nothing is left to find out. */
export async function resolvedRows(
	admin: Client,
	{ accountId }: MetricCompany,
	of: { rows: number; members: number; change?: number },
): Promise<Buffer[]> {
	const members = await admin.query<{ email: string; id: string }>(
		'SELECT email, id FROM member WHERE account_id = $1',
		[accountId],
	)
	const metrics = await admin.query<{ key: string; id: string }>(
		'SELECT key, id FROM metric WHERE account_id = $1',
		[accountId],
	)
	const memberOf = new Map(members.rows.map(({ email, id }) => [email, id]))
	const metricOf = new Map(metrics.rows.map(({ key, id }) => [key, id]))
	const pieces: Buffer[] = []
	let text = ''
	for (const { email, metric, day, value } of metricRows(of.rows, of.members, of.change)) {
		text += `${metricOf.get(metric)}\t${day}\t${memberOf.get(email)}\t${value}\n`
		if (text.length < 1_000_000) continue
		pieces.push(Buffer.from(text))
		text = ''
	}
	pieces.push(Buffer.from(text))
	return pieces
}

/** What a script would do that knows all ids: COPY into a temporary table, and one INSERT from there, as the application's role. */
export async function copyAndInsert(
	connectionString: string,
	{ accountId }: MetricCompany,
	pieces: readonly Buffer[],
	{ importId, leavesUnchanged }: { importId: string; leavesUnchanged: boolean },
): Promise<void> {
	const client = new Client({ connectionString, options: '-c role=contour_app' })
	await client.connect()
	try {
		await client.query('BEGIN')
		await client.query(`SELECT set_config('app.account_id', $1, true)`, [accountId])
		await client.query(
			`CREATE TEMPORARY TABLE incoming (metric_id uuid, starts_on date, member_id uuid, value numeric) ON COMMIT DROP`,
		)
		await copyInto(client, 'incoming', pieces)
		await client.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, subject_id, grain, subject_kind, member_id, value, import_id)
			 SELECT $1, metric_id, starts_on, member_id, 'day', 'member', member_id, value, $2 FROM incoming
			 ON CONFLICT (account_id, metric_id, starts_on, subject_id, grain) DO UPDATE SET value = EXCLUDED.value, weight = EXCLUDED.weight,
				import_id = EXCLUDED.import_id
			 ${leavesUnchanged ? 'WHERE (observation.value, observation.weight) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.weight)' : ''}`,
			[accountId, importId],
		)
		await client.query('COMMIT')
	} finally {
		await client.end()
	}
}

/** Into a table without keys: as fast as rows go in at all. */
export async function copyBarely(admin: Client, pieces: readonly Buffer[]): Promise<void> {
	await admin.query('CREATE TABLE bare_copy (metric_id uuid, starts_on date, member_id uuid, value numeric)')
	await copyInto(admin, 'bare_copy', pieces)
	await admin.query('DROP TABLE bare_copy')
}

async function copyInto(client: Client, table: string, pieces: readonly Buffer[]): Promise<void> {
	await pipeline(
		Readable.from(pieces, { objectMode: false }),
		client.query(copyFrom(`COPY ${table} FROM STDIN`)),
	)
}
