import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { DatabaseError } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import { allowBackup } from './allow-backup.ts'
import { databaseUrlForScript } from './database-url.ts'
import { MIGRATIONS_DIRECTORY, readMigrations } from './migration-files.ts'
import type { Migration } from './migration-files.ts'
import { contractLog, findPending, readContractLog } from './migration-history.ts'
import type { AppliedMigration } from './migration-history.ts'
import { runScript } from './script.ts'

/** The lock that Prisma Migrate itself takes: neither runs beside the other. */
export const MIGRATE_LOCK = 72_707_369
const OLDEST_SERVER = 150_000
/** How long another process may migrate before this one gives up. */
const TURN_SECONDS = 60
const LOCK_NOT_AVAILABLE = '55P03'

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
	/**
	 * Milliseconds that a statement waits for a lock. Whoever comes to the table meanwhile queues behind it, so it is
	 * short, and the migration tries again after a pause in which they pass.
	 */
	lockTimeout?: number
	/** How often a migration is tried when it gets no lock. */
	attempts?: number
	/** Milliseconds after which a statement is given up. */
	statementTimeout?: number
}

/**
 * Applies the migrations that the database does not have yet, oldest first, each
 * in a transaction of its own, and returns their names. The history is kept as
 * Prisma Migrate keeps it, so `prisma migrate deploy` can go on from here.
 *
 * @throws StartError when the database's history is not the beginning of this
 * one: a changed, failed or unknown migration. Nothing is applied then. The same
 * when a migration fails or gets no lock; those before it stay.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
	const { lockTimeout = 2000, attempts = 10, statementTimeout = 15 * 60_000 } = options
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
		await waitForTurn(client)
		const setTimeouts = (lock: number, statement: number) =>
			client.query(
				`SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false)`,
				[String(lock), String(statement)],
			)
		await setTimeouts(lockTimeout, statementTimeout)
		const pending = findPending(migrations, await readHistory(client))
		for (const migration of pending) {
			// Nobody queues behind what works beside others, and cut short it would leave an invalid index.
			if (migration.outsideTransaction) await setTimeouts(0, 0)
			await applyWithPatience(client, migration, attempts)
			if (migration.outsideTransaction) await setTimeouts(lockTimeout, statementTimeout)
		}
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

/**
 * One process migrates at a time. Asked again and again rather than waited for: a waiting statement would hold a
 * snapshot, and an index built CONCURRENTLY by the other process waits for every older one.
 */
async function waitForTurn(client: Client): Promise<void> {
	const deadline = Date.now() + TURN_SECONDS * 1000
	for (;;) {
		const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [
			MIGRATE_LOCK,
		])
		if (rows[0]?.ok) return
		if (Date.now() > deadline) {
			throw new StartError(
				`Another process has been migrating this database for more than ${TURN_SECONDS} seconds. Nothing was changed here: start again when it is done.`,
			)
		}
		await sleep(100)
	}
}

async function readHistory(client: Client): Promise<AppliedMigration[]> {
	// Asked first, since an owner of the tables alone may not create any.
	const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS found")
	if (tables[0]?.found === null) await client.query(HISTORY_TABLE)
	return readAppliedMigrations(client)
}

export async function readAppliedMigrations(client: Client): Promise<AppliedMigration[]> {
	const { rows } = await client.query<{
		name: string
		checksum: string
		finished: boolean
		logs: string | null
	}>(
		`SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs
		FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
	)
	return rows.map(({ logs, ...applied }) => ({ ...applied, contractAfter: readContractLog(logs) }))
}

async function applyWithPatience(client: Client, migration: Migration, attempts: number): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		const error = await apply(client, migration)
		if (error === null) return
		if (error.code !== LOCK_NOT_AVAILABLE) throw explain(error, migration)
		if (attempt >= attempts) {
			throw new StartError(
				`The migration ${migration.name} got no lock in ${attempts} attempts and left nothing behind: a long transaction holds a table that it changes. ` +
					'SELECT pid, xact_start, query FROM pg_stat_activity ORDER BY xact_start shows which; end it, or migrate at a quieter time.',
			)
		}
		// Who queued behind the attempt passes now.
		await sleep(Math.min(100 * 2 ** attempt, 3000) * (0.5 + Math.random() / 2))
	}
}

/** Returns what kept it from being applied, null where nothing did. */
async function apply(client: Client, migration: Migration): Promise<DatabaseError | null> {
	const { name, sql, checksum, contractAfter, outsideTransaction } = migration
	const record = () =>
		client.query(
			`INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
			VALUES ($1, $2, $3, $4, transaction_timestamp(), clock_timestamp(), 1)`,
			[randomUUID(), checksum, name, contractLog(contractAfter)],
		)
	try {
		if (outsideTransaction) {
			await client.query(sql)
			await record()
			return null
		}
		await client.query('BEGIN')
		await client.query(sql)
		await record()
		await client.query('COMMIT')
		return null
	} catch (error) {
		if (!outsideTransaction) await client.query('ROLLBACK').catch(() => undefined)
		return error as DatabaseError
	}
}

function explain({ message, position, code }: DatabaseError, migration: Migration): StartError {
	const { name, sql, outsideTransaction } = migration
	const line = position ? `, line ${sql.slice(0, Number(position)).split('\n').length}` : ''
	const rest = outsideTransaction
		? 'and runs in no transaction: drop the invalid index that it may have left'
		: 'and left nothing behind'
	const hint =
		code === '42501'
			? ' The role of the migrations needs to own the database and to have CREATEROLE; DATABASE_OWNER_URL may name another than DATABASE_URL.'
			: ''
	return new StartError(`The migration ${name} failed ${rest}${line}: ${message}.${hint}`)
}

if (import.meta.main) {
	await runScript(async () => {
		const applied = await migrate({ connectionString: databaseUrlForScript() })
		const list = applied.map((name) => `applied ${name}`)
		console.log(list.length > 0 ? list.join('\n') : 'Nothing to apply: the database is up to date.')
	})
}
