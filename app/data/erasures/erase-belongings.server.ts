import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** Tables whose rows go with a member's row, as their foreign keys say. */
const belongings = `
	SELECT c.conrelid::regclass::text AS table, quote_ident(a.attname) AS column FROM pg_constraint c
	JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]
	WHERE c.contype = 'f' AND c.confrelid = 'member'::regclass AND c.confdeltype = 'c' AND cardinality(c.conkey) = 2
	ORDER BY 1`

/** The row of an erased member stays; what would go with it goes all the same. */
export async function eraseBelongings(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	memberId: string,
): Promise<void> {
	const { rows } = await sql.query<{ table: string; column: string }>(belongings)
	for (const { table, column } of rows) {
		await sql.query(`DELETE FROM ${table} WHERE account_id = $1 AND ${column} = $2`, [accountId, memberId])
	}
}
