import { queryWithoutAccount } from './database.server.ts'

/** An account by its slug, for the system: no right follows from it. */
export async function findAccountBySlug(
	slug: string,
): Promise<{ id: string; slug: string; name: string; isSample: boolean } | null> {
	const [row] = await queryWithoutAccount<{ id: string; slug: string; name: string; isSample: boolean }>(
		`SELECT id, slug, name, is_sample AS "isSample" FROM find_account_by_slug($1)`,
		[slug],
	)
	return row ?? null
}
