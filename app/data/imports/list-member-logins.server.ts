import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { loginSystem } from './lay-subjects.server.ts'

export type MemberLogin = { login: string; memberId: string; name: string; email: string | null }

/** Whose the logins are that have been matched to people, page by page. */
export async function listMemberLogins(
	scope: AccountScope,
	of: { sort: 'login' | 'name'; order: 'asc' | 'desc'; page: number; pageSize: number },
): Promise<{ rows: MemberLogin[]; total: number }> {
	const { sort, order, page, pageSize } = of
	const by = `${sort === 'login' ? 'l.login' : 'lower(m.name)'} ${order === 'desc' ? 'DESC' : 'ASC'}, l.login`
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<MemberLogin & { total: number }>(
			`SELECT l.login, l.member_id AS "memberId", m.name, m.email, count(*) OVER ()::int AS total
			 FROM member_login l JOIN member m ON m.account_id = $1 AND m.id = l.member_id
			 WHERE l.account_id = $1 AND l.system = $2 ORDER BY ${by} LIMIT $3 OFFSET $4`,
			[scope.accountId, loginSystem, pageSize, (page - 1) * pageSize],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
