import type { Client } from 'pg'
import { BackupError } from './backup-error.ts'
import { readCatalog, sqlName } from './read-catalog.ts'

const HISTORY = '_prisma_migrations'

/**
 * Makes sure that nobody works in the database and that it is empty, or that its name was given to say that what it holds
 * may go.
 *
 * Row-level security is switched off in the open transaction to look behind it, and comes back with its end.
 *
 * @throws BackupError
 */
export async function checkTarget(client: Client, replace: string | undefined): Promise<void> {
	const { rows } = await client.query<{ name: string; others: number; encoding: string }>(
		`SELECT current_database() AS name, current_setting('server_encoding') AS encoding,
			(SELECT count(*)::int FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL) AS others`,
	)
	const { name = '', others = 0, encoding = '' } = rows[0] ?? {}
	if (encoding !== 'UTF8') {
		throw new BackupError(
			`The database ${name} is encoded as ${encoding}, and Contour needs UTF8. Make another. Nothing was changed.`,
		)
	}
	if (replace !== undefined && replace !== name) {
		throw new BackupError(
			`--replace ${replace}: the database is called ${name}. Say its name if everything in it may go. Nothing was changed.`,
			64,
		)
	}
	if (others > 0) {
		throw new BackupError(
			`${others} other ${others === 1 ? 'session works' : 'sessions work'} in the database ${name}. Stop Contour and whatever else uses it, then restore. Nothing was changed.`,
		)
	}
	if (replace !== undefined) return
	const held = await findRows(client)
	if (held === null) return
	throw new BackupError(
		`The database ${name} is not empty: ${held} holds rows. Restore into an empty one, or add --replace ${name} if everything in it may go. Nothing was changed.`,
	)
}

/** The first table that holds a row, the history of migrations left aside. */
async function findRows(client: Client): Promise<string | null> {
	const { tables } = await readCatalog(client)
	for (const table of tables) {
		if (table.schema === 'public' && table.name === HISTORY) continue
		const name = sqlName(client, table)
		try {
			await client.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`)
			const { rows } = await client.query<{ held: boolean }>(`SELECT EXISTS (SELECT FROM ${name}) AS held`)
			if (rows[0]?.held) return table.name
		} catch (error) {
			throw new BackupError(
				`Whether ${table.schema}.${table.name} is empty cannot be told (${(error as Error).message}). A restore signs in as who owns the database, DATABASE_OWNER_URL. Nothing was changed.`,
			)
		}
	}
	return null
}
