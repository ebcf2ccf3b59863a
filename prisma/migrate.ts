import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { DatabaseError } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import { allowBackup } from './allow-backup.ts'
import { databaseUrlForScript } from './database-url.ts'
import { MIGRATIONS_DIRECTORY, readMigrations } from './migration-files.ts'
import type { Migration } from './migration-files.ts'
import { runScript } from './script.ts'

/** The lock that Prisma Migrate itself takes: neither runs beside the other. */
export const MIGRATE_LOCK = 72_707_369
const OLDEST_SERVER = 150_000

export const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
	id varchar(36) PRIMARY KEY NOT NULL,
	checksum varchar(64) NOT NULL,
	finished_at timestamptz,
	migration_name varchar(255) NOT NULL,
	logs text,
	rolled_back_at timestamptz,
	started_at timestamptz NOT NULL DEFAULT now(),
	applied_steps_count integer NOT NULL DEFAULT 0
)`

export type MigrateOptions = {
	/** Signs in as the owner of the schema, or as who is going to own it. */
	connectionString: string
	directory?: string
}

/**
 * Applies the migrations that the database does not have yet, oldest first, each
 * in a transaction of its own, and returns their names. The history is kept as
 * Prisma Migrate keeps it, so `prisma migrate deploy` can go on from here.
 *
 * @throws StartError when the database's history is not the beginning of this
 * one: a changed, failed or unknown migration. Nothing is applied then.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
	const migrations = readMigrations(options.directory ?? MIGRATIONS_DIRECTORY)
	const client = new Client({
		connectionString: options.connectionString,
		application_name: 'contour migrate',
	})
	// A lost connection also fails the query under way, which is where it is reported.
	client.on('error', () => undefined)
	await connect(client)
	try {
		await checkServer(client)
		await client.query("SET lock_timeout = '60s'")
		await client.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK])
		await client.query("SET lock_timeout = '15s'")
		const known = await readHistory(client)
		checkHistory(migrations, known)
		const pending = migrations.filter(({ name }) => !known.has(name))
		for (const migration of pending) await apply(client, migration)
		await allowBackup(client)
		return pending.map(({ name }) => name)
	} finally {
		await client.end()
	}
}

async function connect(client: Client): Promise<void> {
	try {
		await client.connect()
	} catch (error) {
		const { code, message } = error as DatabaseError
		throw new StartError(
			`The database at ${client.host}:${client.port} cannot be reached (${message || code}). Check DATABASE_URL.`,
		)
	}
}

async function checkServer(client: Client): Promise<void> {
	const { rows } = await client.query<{ number: number; version: string }>(
		"SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
	)
	const server = rows[0]
	if (server && server.number < OLDEST_SERVER) {
		throw new StartError(`The database is PostgreSQL ${server.version}; Contour needs 15 or newer.`)
	}
}

type Applied = { checksum: string; finished: boolean }

async function readHistory(client: Client): Promise<Map<string, Applied>> {
	// Asked first, since an owner of the tables alone may not create any.
	const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS found")
	if (tables[0]?.found === null) await client.query(HISTORY_TABLE)
	return readAppliedMigrations(client)
}

export async function readAppliedMigrations(client: Client): Promise<Map<string, Applied>> {
	const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
		`SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
		FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
	)
	return new Map(rows.map(({ name, ...applied }) => [name, applied]))
}

/** @throws StartError when the history is not the beginning of these migrations */
export function checkHistory(migrations: Migration[], history: Map<string, Applied>): void {
	const files = new Map(migrations.map((migration) => [migration.name, migration]))
	for (const [name, { checksum, finished }] of history) {
		const file = files.get(name)
		if (!file) {
			throw new StartError(
				`The database has the migration ${name}, which this Contour does not know: a newer Contour made it. Start that one, or a newer.`,
			)
		}
		if (!finished) {
			throw new StartError(
				`The migration ${name} failed half-way in this database. Repair it by hand, then mark it with npx prisma migrate resolve.`,
			)
		}
		if (checksum !== file.checksum) {
			throw new StartError(
				`The migration ${name} was changed after it had been applied to this database. Bring the file back as it was and put the change into a new migration.`,
			)
		}
	}
	const lastApplied = migrations.findLastIndex(({ name }) => history.has(name))
	const skipped = migrations.slice(0, Math.max(lastApplied, 0)).find(({ name }) => !history.has(name))
	if (skipped) {
		throw new StartError(
			`The migration ${skipped.name} is older than the newest one in this database and was never applied. Give it a later name.`,
		)
	}
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
	try {
		await client.query('BEGIN')
		await client.query(sql)
		await client.query(
			`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
			VALUES ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
			[randomUUID(), checksum, name],
		)
		await client.query('COMMIT')
	} catch (error) {
		await client.query('ROLLBACK').catch(() => undefined)
		const { message, position, code } = error as DatabaseError
		const line = position ? `, line ${sql.slice(0, Number(position)).split('\n').length}` : ''
		const hint =
			code === '42501'
				? ' The role of the migrations needs to own the database and to have CREATEROLE; DATABASE_OWNER_URL may name another than DATABASE_URL.'
				: ''
		throw new StartError(`The migration ${name} failed and left nothing behind${line}: ${message}.${hint}`)
	}
}

if (import.meta.main) {
	await runScript(async () => {
		const applied = await migrate({ connectionString: databaseUrlForScript() })
		const list = applied.map((name) => `applied ${name}`)
		console.log(list.length > 0 ? list.join('\n') : 'Nothing to apply: the database is up to date.')
	})
}
