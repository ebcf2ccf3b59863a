import { queryWithoutAccount } from './database.server.ts'

/** Whose reset a token is, while it can still be used. Looking does not use it up. */
export async function findResetToken(tokenHash: string): Promise<{ userId: string } | null> {
	const [row] = await queryWithoutAccount<{ userId: string }>(
		`SELECT user_id AS "userId" FROM find_user_token($1)
		 WHERE purpose = 'reset' AND used_at IS NULL AND expires_at > now()`,
		[tokenHash],
	)
	return row ?? null
}
