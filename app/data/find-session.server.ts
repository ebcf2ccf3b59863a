import { queryWithoutAccount } from './database.server.ts'

export type StoredSession = {
	id: string
	userId: string
	createdAt: Date
	lastUsedAt: Date
	expiresAt: Date
	absoluteEndAt: Date
	email: string
	name: string
}

/** A session with its user, by the SHA-256 (hex) of its token; expired ones too, until they are removed. */
export async function findSession(id: string): Promise<StoredSession | null> {
	const [row] = await queryWithoutAccount<StoredSession>(
		`SELECT id, user_id AS "userId", created_at AS "createdAt", last_used_at AS "lastUsedAt",
			expires_at AS "expiresAt", absolute_end_at AS "absoluteEndAt", email, name
		 FROM find_session($1)`,
		[id],
	)
	return row ?? null
}
