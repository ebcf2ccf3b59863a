import { withUser } from './database.server.ts'

/**
 * Ends sessions of a user: one, all but one, or all. Returns how many.
 *
 * @param which ids are SHA-256 (hex) of tokens
 */
export async function endSessions(
	userId: string,
	which: { only: string } | { allBut: string } | 'all',
): Promise<number> {
	const only = which !== 'all' && 'only' in which ? which.only : null
	const allBut = which !== 'all' && 'allBut' in which ? which.allBut : null
	return withUser(userId, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`DELETE FROM session WHERE user_id = $1 AND ($2::text IS NULL OR id = $2) AND ($3::text IS NULL OR id <> $3)`,
			[userId, only, allBut],
		)
		return rowCount ?? 0
	})
}
