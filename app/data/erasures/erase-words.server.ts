import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * Takes a person's name out of what the application itself may change: saved reports, and notes of training that is given to
 * others. What was given to the person stays for the figures of training, without its note; what was not done is dropped. To be
 * called while the row still has its name.
 */
export async function eraseWords(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	memberId: string,
): Promise<void> {
	const key = [accountId, memberId]
	await sql.query(
		`UPDATE saved_report r SET name = left(without_name(r.name, m.name), 120),
			parameters = without_name(r.parameters::text, m.name)::jsonb, version = r.version + 1
		 FROM member m
		 WHERE r.account_id = $1 AND m.account_id = r.account_id AND m.id = $2 AND m.erased_at IS NULL
			AND (without_name(r.name, m.name) <> r.name OR without_name(r.parameters::text, m.name) <> r.parameters::text)`,
		key,
	)
	await sql.query(
		`UPDATE training_assignment a SET note = left(without_name(a.note, m.name), 500), version = a.version + 1
		 FROM member m
		 WHERE a.account_id = $1 AND m.account_id = a.account_id AND m.id = $2 AND m.erased_at IS NULL AND a.member_id <> m.id
			AND without_name(a.note, m.name) <> a.note`,
		key,
	)
	await sql.query(
		`UPDATE training_assignment a SET note = '', version = a.version + 1,
			state = CASE WHEN a.state = 'done' THEN a.state ELSE 'dropped' END
		 FROM member m
		 WHERE a.account_id = $1 AND a.member_id = $2 AND m.account_id = a.account_id AND m.id = a.member_id AND m.erased_at IS NULL`,
		key,
	)
}
