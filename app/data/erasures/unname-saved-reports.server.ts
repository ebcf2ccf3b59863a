import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** Takes a person's full name out of what others called their saved reports, and searched for in them. While there is a name. */
export async function unnameSavedReports(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	memberId: string,
): Promise<void> {
	await sql.query(
		`UPDATE saved_report r SET name = left(without_name(r.name, m.name), 120), parameters = without_name(r.parameters::text, m.name)::jsonb
		 FROM member m
		 WHERE r.account_id = $1 AND m.account_id = r.account_id AND m.id = $2 AND m.erased_at IS NULL
			AND (without_name(r.name, m.name) <> r.name OR without_name(r.parameters::text, m.name) <> r.parameters::text)`,
		[accountId, memberId],
	)
}
