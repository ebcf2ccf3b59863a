import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { FoundMember } from '#app/data/find-member-by-text.server.ts'
import { findMemberByText } from '#app/data/find-member-by-text.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'

/** Who is meant by an e-mail, an employee id or a full name, of those to whom the person may give training: nobody else is there. */
export async function findRecipient(
	scope: AccountScope,
	person: Person,
	{ text }: { text: string },
): Promise<FoundMember> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const among = { where: isReached, values: reachValues(scope, person, 'training-assignments.give') }
		return findMemberByText(transaction, scope, { text, today, among })
	})
}
