import type { Transaction } from '#app/data/database.server.ts'

/** What the values of `import_row` come to, compared with what is there. */
export async function countStaged(
	{ sql }: Transaction,
	values: number,
): Promise<{ added: number; changed: number; unchanged: number }> {
	const { rows } = await sql.query<{ changed: number; unchanged: number }>(
		`SELECT count(*) FILTER (WHERE is_changed)::int AS changed, count(*) FILTER (WHERE NOT is_changed)::int AS unchanged FROM import_match`,
	)
	const { changed = 0, unchanged = 0 } = rows[0] ?? {}
	return { added: values - changed - unchanged, changed, unchanged }
}
