import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { FoundMember } from '#app/data/find-member-by-text.server.ts'
import { findMemberByText } from '#app/data/find-member-by-text.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'

export type MatchedLogin = { login: string; text: string; found: FoundMember }

/** Whom the texts beside logins mean: an e-mail, an employee id or a full name each. */
export async function findLoginMembers(
	scope: AccountScope,
	{ logins }: { logins: readonly { login: string; text: string }[] },
): Promise<MatchedLogin[]> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const matched: MatchedLogin[] = []
		for (const { login, text } of logins) {
			matched.push({ login, text, found: await findMemberByText(transaction, scope, { text, today }) })
		}
		return matched
	})
}
