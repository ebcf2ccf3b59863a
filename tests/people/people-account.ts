import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { builtInFamilies } from '#tests/domain/roster/roster-fixtures.ts'

export type TestAccount = {
	accountId: string
	/** Somebody with the role hr. */
	scope: AccountScope
	/** Another user of the account, with a membership. */
	addUser: (email: string, roles: Role[], memberId?: string | null) => Promise<AccountScope>
}

/** An account with the five families and one HR person, written behind the application's back. */
export async function foundAccount(admin: Pool, slug: string): Promise<TestAccount> {
	const accountId = randomUUID()
	await admin.query(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, $2, 'Europe/Berlin', 'en-GB')`,
		[accountId, slug],
	)
	for (const [position, { key, name }] of builtInFamilies.entries()) {
		await admin.query(
			`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, $2, $3, $4, true)`,
			[accountId, key, name, position],
		)
	}
	const addUser: TestAccount['addUser'] = async (email, roles, memberId = null) => {
		const userId = randomUUID()
		const membershipId = randomUUID()
		await admin.query(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $2, 'x')`, [
			userId,
			email,
		])
		await admin.query(
			`INSERT INTO membership (account_id, id, user_id, member_id, roles) VALUES ($1, $2, $3, $4, $5::role[])`,
			[accountId, membershipId, userId, memberId, roles],
		)
		return mintAccountScope({ accountId, userId, membershipId, memberId, roles })
	}
	return { accountId, addUser, scope: await addUser(`hr@${slug}.test`, ['hr']) }
}

/** Imports a CSV as its headers suggest, and applies it. */
export async function importCsv(
	scope: AccountScope,
	text: string | Uint8Array,
	{ missing = 'keep' as 'keep' | 'mark-left' } = {},
) {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
	const added = await addRosterImport(scope, { fileName: 'people.csv', bytes })
	if (!added.ok) throw new Error(JSON.stringify(added.problem))
	const applied = await applyRoster(scope, { importId: added.importId, missing, announce: () => [] })
	if (!applied.ok) throw new Error(applied.reason)
	return { importId: added.importId, counts: applied.counts }
}
