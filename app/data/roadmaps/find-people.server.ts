import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findMemberByText } from '#app/data/find-member-by-text.server.ts'

export type FoundPeople =
	{ ok: true; ids: string[] } | { ok: false; text: string; reason: 'nobody' | 'several' }

/** Who is meant by e-mails, employee ids or full names, in their order; the first that means nobody or several is refused. */
export async function findPeople(
	scope: AccountScope,
	{ texts, today }: { texts: readonly string[]; today: string },
): Promise<FoundPeople> {
	return withAccount(scope, async (transaction) => {
		const ids: string[] = []
		for (const text of texts) {
			const found = await findMemberByText(transaction, scope, { text, today })
			if (!found.ok) return { ok: false, text, reason: found.reason }
			ids.push(found.id)
		}
		return { ok: true, ids }
	})
}
