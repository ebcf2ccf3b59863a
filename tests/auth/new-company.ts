import { randomUUID } from 'node:crypto'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { NewAccount } from '#app/data/create-account.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { withAccountAndUser } from '#app/data/database.server.ts'
import type { Role } from '#app/domain/access/policy.ts'

/** Enough for a test that is not about the frameworks. */
export const smallContent = {
	families: [{ key: 'sales', name: 'Sales' }],
	frameworkVersions: [{ key: 'map', version: 1, title: 'Map', rubric: { anything: true } }],
	metrics: [],
	topics: [],
}

export type Someone = {
	userId: string
	membershipId: string
	email: string
	name: string
	scope: AccountScope
}

export type Company = { accountId: string; slug: string; owner: Someone }

/** An account with its owner, made the way sign-up makes one. */
export async function newCompany(of: Partial<NewAccount> & { email?: string } = {}): Promise<Company> {
	const email = of.email ?? `${randomUUID()}@example.com`
	const created = await createAccount({
		name: `Company ${randomUUID()}`,
		locale: 'en-GB',
		timeZone: 'Europe/Berlin',
		content: smallContent,
		owner: { email, name: 'Olga Owner', passwordHash: 'not a hash' },
		roles: ['owner'],
		...of,
	})
	if (!created.ok) throw new Error(created.reason)
	const { accountId, slug, userId, membershipId } = created
	const roles = of.roles ?? (['owner'] as const)
	const scope = mintAccountScope({ accountId, userId, membershipId, memberId: null, roles })
	return { accountId, slug, owner: { userId, membershipId, email, name: 'Olga Owner', scope } }
}

/** Another person of the account, with a user of their own. */
export async function join(
	{ accountId }: { accountId: string },
	of: { roles: Role[]; name?: string; email?: string; memberId?: string },
): Promise<Someone> {
	const userId = randomUUID()
	const { name = 'Somebody Else', email = `${userId}@example.com`, memberId = null, roles } = of
	const membershipId = await withAccountAndUser({ accountId, userId }, async ({ sql }) => {
		await sql.query(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $3, 'not a hash')`, [
			userId,
			email,
			name,
		])
		const { rows } = await sql.query<{ id: string }>(
			`INSERT INTO membership (account_id, user_id, roles, member_id) VALUES ($1, $2, $3::role[], $4) RETURNING id`,
			[accountId, userId, roles, memberId],
		)
		return rows[0]?.id ?? ''
	})
	const scope = mintAccountScope({ accountId, userId, membershipId, memberId, roles })
	return { userId, membershipId, email, name, scope }
}
