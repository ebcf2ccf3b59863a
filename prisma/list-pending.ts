import type { Client } from 'pg'
import { readMigrations } from './migration-files.ts'
import { findPending } from './migration-history.ts'
import { readAppliedMigrations } from './migrate.ts'

/**
 * The migrations that the database does not have yet; writes nothing.
 *
 * @throws StartError when the database's history is not the beginning of this one
 */
export async function listPending(client: Client): Promise<string[]> {
	const migrations = readMigrations()
	const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS found")
	if (rows[0]?.found === null) return migrations.map(({ name }) => name)
	return findPending(migrations, await readAppliedMigrations(client)).map(({ name }) => name)
}
