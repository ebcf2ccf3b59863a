import { queryWithoutAccount, withUser } from './database.server.ts'

/** Whose reset a token is, while it can still be used. Looking does not use it up. */
export async function findResetToken(tokenHash: string): Promise<{ userId: string; email: string } | null> {
	const [token] = await queryWithoutAccount<{ userId: string }>(
		`SELECT user_id AS "userId" FROM find_user_token($1)
		 WHERE purpose = 'reset' AND used_at IS NULL AND expires_at > now()`,
		[tokenHash],
	)
	if (!token) return null
	return withUser(token.userId, async ({ sql }) => {
		const { rows } = await sql.query<{ email: string }>(`SELECT email FROM "user" WHERE id = $1`, [
			token.userId,
		])
		return rows[0] ? { userId: token.userId, email: rows[0].email } : null
	})
}
