import type { Client } from 'pg'
import { sqlName } from './read-catalog.ts'
import type { CatalogTable } from './read-catalog.ts'

type ForeignKey = { table: string; name: string; definition: string }

/**
 * Takes foreign keys, triggers and row-level security off the tables for the length of a load, as their owner may, and
 * returns what brings them back as they were. A foreign key that comes back checks every row.
 */
export async function setAsideGuards(
	client: Client,
	tables: readonly CatalogTable[],
): Promise<() => Promise<void>> {
	const oids = tables.map(({ oid }) => oid)
	const byOid = new Map(tables.map((table) => [table.oid, sqlName(client, table)]))
	const secured = await client.query<{ oid: number }>(
		'SELECT oid::int FROM pg_class WHERE oid = ANY ($1::oid[]) AND relrowsecurity',
		[oids],
	)
	const triggers = await client.query<{ oid: number; name: string }>(
		`SELECT tgrelid::int AS oid, quote_ident(tgname) AS name FROM pg_trigger
		WHERE tgrelid = ANY ($1::oid[]) AND NOT tgisinternal AND tgenabled = 'O'`,
		[oids],
	)
	const foreignKeys = await client.query<ForeignKey>(
		`SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
		FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND (conrelid = ANY ($1::oid[]) OR confrelid = ANY ($1::oid[]))
		ORDER BY oid`,
		[oids],
	)
	for (const { table, name } of foreignKeys.rows)
		await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
	for (const { oid, name } of triggers.rows)
		await client.query(`ALTER TABLE ${byOid.get(oid)} DISABLE TRIGGER ${name}`)
	for (const { oid } of secured.rows)
		await client.query(`ALTER TABLE ${byOid.get(oid)} DISABLE ROW LEVEL SECURITY`)
	return async () => {
		// Before row-level security, which would make each key be checked row by row.
		for (const { table, name, definition } of foreignKeys.rows) {
			await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
		}
		for (const { oid, name } of triggers.rows)
			await client.query(`ALTER TABLE ${byOid.get(oid)} ENABLE TRIGGER ${name}`)
		for (const { oid } of secured.rows)
			await client.query(`ALTER TABLE ${byOid.get(oid)} ENABLE ROW LEVEL SECURITY`)
	}
}
