import type { ClientBase } from 'pg'

/** The tables without row-level security enabled and forced, and those on which no policy says who sees what. */
export async function findOpenTables(client: ClientBase): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		`SELECT c.relname AS name FROM pg_class c
		WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
			AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
		ORDER BY 1`,
	)
	return rows.map(({ name }) => name)
}
