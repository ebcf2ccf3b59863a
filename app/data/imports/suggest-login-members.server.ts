import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** A text without what logins and addresses differ in: dots, hyphens, underscores. */
const plain = (expression: string): string => `regexp_replace(lower(${expression}), '[^a-z0-9]', '', 'g')`

/**
 * Who may have a login, by an e-mail address that begins like it, where just one does. A login may end with the short name of the
 * company, behind an underscore. To be confirmed by somebody.
 *
 * @returns the addresses by login
 */
export async function suggestLoginMembers(
	scope: AccountScope,
	{ logins }: { logins: readonly string[] },
): Promise<Map<string, string>> {
	if (logins.length === 0) return new Map()
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ login: string; email: string }>(
			`SELECT l.login, min(m.email) AS email FROM unnest($2::text[]) AS l (login)
			 JOIN member m ON m.account_id = $1 AND m.left_on IS NULL
				AND ${plain(`split_part(m.email, '@', 1)`)} IN (${plain('l.login')}, ${plain(`regexp_replace(l.login, '_[^_]*$', '')`)})
			 GROUP BY l.login HAVING count(*) = 1`,
			[scope.accountId, logins],
		)
		return new Map(rows.map(({ login, email }) => [login, email]))
	})
}
