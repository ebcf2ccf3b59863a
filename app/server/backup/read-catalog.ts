import type { Client } from 'pg'
import { whyLeftOut } from './left-out.ts'

export type CatalogTable = {
	oid: number
	schema: string
	name: string
	columns: string[]
	/** What its rows are ordered by, as SQL. */
	order: string
}

export type CatalogSequence = { schema: string; name: string }

export type Catalog = {
	tables: CatalogTable[]
	sequences: CatalogSequence[]
	leftOut: { schema: string; name: string; why: string }[]
}

/** Every schema of the database that is not PostgreSQL's own. */
const OWN_SCHEMA = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'`

/** The tables and sequences that a backup holds, as the catalog has them, and the tables that it leaves out. */
export async function readCatalog(client: Client): Promise<Catalog> {
	const found = await client.query<CatalogTable>(`
		SELECT c.oid::int AS oid, n.nspname AS schema, c.relname AS name,
			ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
				AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
			-- Text is ordered by its bytes: the same everywhere, whatever the language of the database.
			coalesce((SELECT string_agg(quote_ident(a.attname)
					|| CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.place)
				FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
				JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
				WHERE i.indrelid = c.oid AND i.indisprimary),
				quote_ident(c.relname) || '::text COLLATE "C"') AS "order"
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${OWN_SCHEMA}
		ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`)
	const catalog: Catalog = { tables: [], sequences: [], leftOut: [] }
	for (const { schema, name, ...table } of found.rows) {
		const why = whyLeftOut(schema, name)
		if (why === undefined) catalog.tables.push({ schema, name, ...table })
		else catalog.leftOut.push({ schema, name, why })
	}
	const sequences = await client.query<CatalogSequence>(`
		SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'S' AND ${OWN_SCHEMA} ORDER BY 1, 2`)
	catalog.sequences = sequences.rows.filter(({ schema, name }) => whyLeftOut(schema, name) === undefined)
	return catalog
}

/** A table's name as SQL. */
export const sqlName = (client: Client, { schema, name }: { schema: string; name: string }): string =>
	`${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`

/** The statement that writes a table's rows in order, in the text form of COPY. */
export function copyOut(client: Client, table: CatalogTable): string {
	const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
	return `COPY (SELECT ${columns} FROM ONLY ${sqlName(client, table)} ORDER BY ${table.order}) TO STDOUT`
}
