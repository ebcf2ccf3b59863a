import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { loginSystem } from './lay-subjects.server.ts'

/**
 * Remembers who has which login, or that nobody has. The import that raised the question, if one did, has to be looked at again.
 *
 * @returns how many logins were of members that are not there
 */
export async function saveMemberLogins(
	scope: AccountScope,
	of: { importId: string | null; logins: readonly { login: string; memberId: string | null }[] },
): Promise<{ unknown: number }> {
	const logins = of.logins.map(({ login, memberId }) => ({
		login: login.toLowerCase().slice(0, 200),
		memberId,
	}))
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const isBeingApplied =
			of.importId !== null && (await findImportWork(transaction, scope, of.importId)) !== null
		const gone = logins.filter(({ memberId }) => memberId === null).map(({ login }) => login)
		await sql.query(`DELETE FROM member_login WHERE account_id = $1 AND system = $2 AND login = ANY ($3)`, [
			scope.accountId,
			loginSystem,
			gone,
		])
		const known = logins.filter(({ memberId }) => memberId !== null)
		const { rowCount } = await sql.query(
			`INSERT INTO member_login (account_id, system, login, member_id)
			 SELECT DISTINCT ON (l.login) $1::uuid, $2, l.login, m.id FROM unnest($3::text[], $4::uuid[]) AS l (login, member_id)
			 JOIN member m ON m.account_id = $1 AND m.id = l.member_id
			 ON CONFLICT (account_id, system, login) DO UPDATE SET member_id = EXCLUDED.member_id`,
			[scope.accountId, loginSystem, known.map(({ login }) => login), known.map(({ memberId }) => memberId)],
		)
		await sql.query(
			`UPDATE import SET version = version + 1 WHERE account_id = $1 AND id = $2 AND state IN ('uploaded', 'mapped') AND NOT $3`,
			[scope.accountId, of.importId, isBeingApplied],
		)
		return { unknown: new Set(known.map(({ login }) => login)).size - (rowCount ?? 0) }
	})
}
