import { queryWithoutAccount } from './database.server.ts'

export type UserWithPassword = { id: string; email: string; name: string; passwordHash: string }

/** For signing in: the only read that gives a password hash out. */
export async function findUserByEmail(email: string): Promise<UserWithPassword | null> {
	const [row] = await queryWithoutAccount<UserWithPassword>(
		`SELECT id, email, name, password_hash AS "passwordHash" FROM find_user_by_email($1)`,
		[email],
	)
	return row ?? null
}
