import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type ListedMembership = {
	id: string
	userId: string
	name: string
	email: string
	roles: Role[]
	/** The employee record that the user is, where there is one. */
	member: { id: string; name: string } | null
	/** False for who has left the company and so cannot open the account any more. */
	isOpen: boolean
	version: number
	createdAt: Date
}

export type MembershipSort = 'name' | 'email' | 'joined'

const orderBy: Record<MembershipSort, string> = {
	name: 'lower(u.name)',
	email: 'u.email',
	joined: 'm.created_at',
}

/** Who can sign in to the account, with their roles. */
export async function listMemberships(
	scope: AccountScope,
	of: {
		search?: string
		role?: Role
		sort: MembershipSort
		order: 'asc' | 'desc'
		page: number
		pageSize: number
	},
): Promise<{ rows: ListedMembership[]; total: number }> {
	const { search, role, sort, order, page, pageSize } = of
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<
			ListedMembership & { memberName: string | null; memberId: string | null; total: number }
		>(
			`SELECT m.id, m.user_id AS "userId", u.name, u.email, m.roles::text[] AS roles, m.version,
				membership_is_open(m) AS "isOpen",
				m.created_at AS "createdAt", e.id AS "memberId", e.name AS "memberName", count(*) OVER ()::int AS total
			 FROM membership m
			 JOIN "user" u ON u.id = m.user_id
			 LEFT JOIN member e ON e.account_id = m.account_id AND e.id = m.member_id
			 WHERE m.account_id = $1
				AND ($2::text IS NULL OR strpos(lower(u.name), lower($2)) > 0 OR strpos(u.email, lower($2)) > 0)
				AND ($3::role IS NULL OR $3 = ANY (m.roles))
			 ORDER BY ${orderBy[sort]} ${order === 'desc' ? 'DESC' : 'ASC'}, m.id
			 LIMIT $4 OFFSET $5`,
			[scope.accountId, search || null, role ?? null, pageSize, (page - 1) * pageSize],
		)
		return {
			rows: rows.map(({ memberId, memberName, total: _, ...row }) => ({
				...row,
				member: memberId && memberName ? { id: memberId, name: memberName } : null,
			})),
			total: rows[0]?.total ?? 0,
		}
	})
}
