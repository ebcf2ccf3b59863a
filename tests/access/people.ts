import type { Pool } from 'pg'
import { startSessionOf } from '#tests/check-ins/visitor.ts'

/** Every kind of person that asks for a page. */
export const kinds = [
	'anonymous',
	'member',
	'manager',
	'other manager',
	'executive',
	'hr',
	'admin',
	'owner',
	'other owner',
] as const
export type Kind = (typeof kinds)[number]

/** A session for each kind: people of the sample company, and the owner of an account beside it. */
export async function startSessions(admin: Pool, otherOwnerId: string): Promise<Record<Kind, string | null>> {
	const userOf = async (text: string, values: unknown[] = []): Promise<string | null> =>
		(await admin.query<{ id: string }>(text, values)).rows[0]?.id ?? null
	const byEmail = async (name: string) =>
		startSessionOf(
			admin,
			await userOf(`SELECT id FROM "user" WHERE email = $1`, [`${name}@meridian.example`]),
		)
	const otherManager = await userOf(
		`SELECT s.user_id AS id FROM team t JOIN membership s ON s.account_id = t.account_id AND s.member_id = t.lead_id
		 WHERE t.name = 'Content'`,
	)
	return {
		anonymous: null,
		member: await byEmail('member'),
		manager: await byEmail('manager'),
		'other manager': await startSessionOf(admin, otherManager),
		executive: await byEmail('executive'),
		hr: await byEmail('hr'),
		admin: await byEmail('admin'),
		owner: await byEmail('owner'),
		'other owner': await startSessionOf(admin, otherOwnerId),
	}
}
