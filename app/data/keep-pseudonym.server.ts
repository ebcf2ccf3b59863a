import type { Transaction } from './database.server.ts'

/** The pseudonym under which logs name a person; made where there is none yet. */
export async function keepPseudonym(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string,
	column: 'user_id' | 'member_id',
	id: string,
): Promise<string> {
	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO pseudonym (account_id, ${column}) VALUES ($1, $2)
		 ON CONFLICT (account_id, ${column}) DO UPDATE SET ${column} = EXCLUDED.${column} RETURNING id`,
		[accountId, id],
	)
	const [row] = rows
	if (!row) throw new Error('A pseudonym could not be written.')
	return row.id
}
