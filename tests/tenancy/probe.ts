import pg from 'pg'

export type Context = { accountId?: string | null; userId?: string | null }
export type Answer =
	{ rows: Record<string, unknown>[]; count: number; code: null } | { rows: []; count: 0; code: string }

/**
 * Runs a statement as the application's role in a context and takes it back. A refusal comes back as its SQLSTATE, not
 * thrown. The client must be in a transaction.
 */
export async function probe(
	client: pg.ClientBase,
	{ accountId, userId }: Context,
	run: (client: pg.ClientBase) => Promise<pg.QueryResult>,
): Promise<Answer> {
	await client.query('SAVEPOINT probe')
	try {
		await client.query(`SELECT set_config('app.account_id', $1, true), set_config('app.user_id', $2, true)`, [
			accountId ?? '',
			userId ?? '',
		])
		await client.query('SET LOCAL ROLE contour_app')
		const { rows, rowCount } = await run(client)
		return { rows, count: rowCount ?? 0, code: null }
	} catch (error) {
		if (error instanceof pg.DatabaseError) return { rows: [], count: 0, code: error.code ?? 'unknown' }
		throw error
	} finally {
		await client.query('ROLLBACK TO SAVEPOINT probe')
	}
}
