import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { FoundMember } from '#app/data/find-member-by-text.server.ts'
import { findMemberByText } from '#app/data/find-member-by-text.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { readAudience } from './read-audience.server.ts'

/** Who is meant by an e-mail, an employee id or a full name, of those to whom the person may give training: nobody else is there. */
export async function findRecipient(
	scope: AccountScope,
	person: Person,
	{ text }: { text: string },
): Promise<FoundMember> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const found = await findMemberByText(transaction, scope, { text, today })
		if (!found.ok) return found.reason === 'several' ? found : { ok: false, reason: 'nobody' }
		const audience = { kind: 'members' as const, memberIds: [found.id], step: null }
		const reached = await readAudience(transaction, scope, person, { audience, today })
		return reached.length > 0 ? found : { ok: false, reason: 'nobody' }
	})
}
