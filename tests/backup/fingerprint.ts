import { withClient } from '#tests/support/test-cluster.ts'

/** Every table with the number of its rows and a hash of them, as a superuser sees them. */
export function readRows(adminUrl: string): Promise<Record<string, string>> {
	return withClient(adminUrl, async (client) => {
		const { rows: tables } = await client.query<{ name: string }>(
			`SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
		)
		const found: Record<string, string> = {}
		for (const { name } of tables) {
			const { rows } = await client.query<{ said: string }>(
				`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS said FROM ${name} t`,
			)
			found[name] = rows[0]?.said ?? ''
		}
		return found
	})
}

/** Everything of the schema that is no row, each as a line. */
export function readSchema(adminUrl: string): Promise<string[]> {
	return withClient(adminUrl, async (client) => {
		const { rows } = await client.query<{ line: string }>(`
			SELECT concat_ws(' ', 'table', relname, relkind, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner),
				(SELECT string_agg(x::text, ',' ORDER BY x::text) FROM unnest(relacl) x)) AS line
			FROM pg_class WHERE relnamespace = 'public'::regnamespace
			UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid::regtype, attnotnull, attstorage,
				(SELECT string_agg(x::text, ',' ORDER BY x::text) FROM unnest(attacl) x),
				(SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef d WHERE d.adrelid = attrelid AND d.adnum = attnum))
			FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')
				AND attnum > 0 AND NOT attisdropped
			UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, polpermissive, polroles::regrole[],
				pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
			UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
			FROM pg_constraint WHERE connamespace = 'public'::regnamespace
			UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
			UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal
			UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), pg_get_userbyid(proowner),
				(SELECT string_agg(x::text, ',' ORDER BY x::text) FROM unnest(proacl) x))
			FROM pg_proc WHERE pronamespace = 'public'::regnamespace
			UNION ALL SELECT concat_ws(' ', 'enum', enumtypid::regtype, enumlabel, row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder)) FROM pg_enum
			ORDER BY 1`)
		return rows.map(({ line }) => line)
	})
}
