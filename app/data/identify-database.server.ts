import { queryWithoutAccount } from './database.server.ts'
import type { Transaction } from './database.server.ts'

const statement = `SELECT c.system_identifier || '/' || d.oid AS id
	FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()`

/** What tells this database from every other: the cluster and the database in it. A copy by dump and restore is another. */
export async function identifyDatabase(transaction?: Pick<Transaction, 'sql'>): Promise<string> {
	const rows = transaction
		? (await transaction.sql.query<{ id: string }>(statement)).rows
		: await queryWithoutAccount<{ id: string }>(statement)
	const [row] = rows
	if (!row) throw new Error('The database does not say which one it is.')
	return row.id
}
