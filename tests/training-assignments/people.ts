import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Person, Role } from '#app/domain/access/policy.ts'
import type { SampleDatabase } from '#tests/support/sample-database.ts'

/** Somebody of the sample company, as who they ask for data. */
export type Somebody = { scope: AccountScope; person: Person; memberId: string }

export async function findSomebody(
	{ accountId, adminPool }: SampleDatabase,
	name: 'hr' | 'manager' | 'member' | 'executive',
): Promise<Somebody> {
	const { rows } = await adminPool.query<{
		userId: string
		membershipId: string
		memberId: string | null
		roles: Role[]
		isManager: boolean
	}>(
		`SELECT u.id AS "userId", s.id AS "membershipId", s.member_id AS "memberId", s.roles::text[] AS roles,
			EXISTS (SELECT FROM member r WHERE r.account_id = s.account_id AND r.manager_id = s.member_id) AS "isManager"
		 FROM membership s JOIN "user" u ON u.id = s.user_id WHERE s.account_id = $1 AND u.email = $2`,
		[accountId, `${name}@meridian.example`],
	)
	const [row] = rows
	if (!row) throw new Error(`nobody is ${name}`)
	const { isManager, ...of } = row
	return {
		scope: mintAccountScope({ accountId, ...of }),
		person: { roles: of.roles, isMember: of.memberId !== null, isManager },
		memberId: of.memberId ?? '',
	}
}
