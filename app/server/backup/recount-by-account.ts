import type { Client } from 'pg'
import type { ArchivedTable } from './archive-format.ts'
import { BackupError } from './backup-error.ts'
import { sqlName } from './read-catalog.ts'

/**
 * Counts the tenants' rows a second time, as the application's role sees them with each account in turn, and compares with
 * what was written. It reads by other policies than the backup, so neither can hide what the other shows.
 *
 * Ends with the role that it found.
 *
 * @throws BackupError that names the tables that differ
 */
export async function recountByAccount(client: Client, tables: readonly ArchivedTable[]): Promise<void> {
	const role = await client.query<{ name: string }>('SELECT current_user AS name')
	await client.query('SET LOCAL ROLE contour_app')
	const tenant = await client.query<{ name: string }>(
		`SELECT c.relname AS name FROM pg_class c
		WHERE c.relnamespace = 'public'::regnamespace AND has_table_privilege(c.oid, 'SELECT')
			AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'account_isolation')
			AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd IN ('r', '*'))`,
	)
	const names = new Set(tenant.rows.map(({ name }) => name))
	const counted = tables.filter(({ schema, name }) => schema === 'public' && names.has(name))
	const sums = new Map<string, number>(counted.map(({ name }) => [name, 0]))
	const statement = counted
		.map(
			(table) =>
				`SELECT ${client.escapeLiteral(table.name)} AS name, count(*)::text AS rows FROM ${sqlName(client, table)}
				WHERE ${table.name === 'account' ? 'id' : 'account_id'} = $1`,
		)
		.join(' UNION ALL ')
	const accounts = await client.query<{ id: string }>('SELECT id FROM list_accounts()')
	for (const { id } of counted.length > 0 ? accounts.rows : []) {
		await client.query(`SELECT set_config('app.account_id', $1, true)`, [id])
		const { rows } = await client.query<{ name: string; rows: string }>(statement, [id])
		for (const { name, rows: count } of rows) sums.set(name, (sums.get(name) ?? 0) + Number(count))
	}
	await client.query(`SELECT set_config('app.account_id', '', true)`)
	await client.query(`SET LOCAL ROLE ${client.escapeIdentifier(role.rows[0]?.name ?? '')}`)
	const different = counted.filter(({ name, rows }) => sums.get(name) !== rows)
	if (different.length === 0) return
	const list = different.map(({ name, rows }) => `${name} (${rows} written, ${sums.get(name)} counted)`)
	throw new BackupError(
		`Counted account by account, these tables have other numbers of rows than were written: ${list.join(', ')}. No backup was made.`,
	)
}
