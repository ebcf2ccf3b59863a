import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { EmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { migrate } from '#prisma/migrate.ts'
import { TEMPORARY, onDatabase, withClient } from '#tests/support/test-cluster.ts'

export type BenchDatabase = {
	/** Signs in as the application's role; app/data is open on it already. */
	appUrl: string
	/** Superuser, past row-level security. */
	adminUrl: string
	admin: Client
}

/** The database that is measured, in every server. */
export const measured = 'bench'

/**
 * Runs `run` on an empty, migrated database of a PostgreSQL of its own, with the application's pool open, and leaves neither
 * server nor files behind. Vacuuming is left to the caller, so that none begins while something is timed.
 */
export async function withBenchDatabase<T>(
	name: string,
	run: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
	const dataDir = path.join(TEMPORARY, `bench-${name}`)
	return withPostgres({ dataDir, leavesFiles: false }, async (server) => {
		await makeDatabase(server, measured)
		return onOpenDatabase(server, measured, run)
	})
}

/** Runs `run` beside a PostgreSQL on a folder, which stops afterwards however it ends. */
export async function withPostgres<T>(
	{ dataDir, leavesFiles }: { dataDir: string; leavesFiles: boolean },
	run: (server: EmbeddedPostgres) => Promise<T>,
): Promise<T> {
	const server = await startEmbeddedPostgres({ dataDir, use: 'application', durable: false })
	const leave = async () => {
		await server.stop()
		if (!leavesFiles) rmSync(dataDir, { recursive: true, force: true })
	}
	const interrupt = () => void leave().finally(() => process.exit(130))
	process.once('SIGINT', interrupt)
	process.once('SIGTERM', interrupt)
	try {
		await withClient(server.adminUrl, async (client) => {
			await client.query('ALTER SYSTEM SET autovacuum = off')
			await client.query('SELECT pg_reload_conf()')
		})
		return await run(server)
	} finally {
		process.off('SIGINT', interrupt)
		process.off('SIGTERM', interrupt)
		await leave()
	}
}

/** An empty, migrated database in the place of any other of that name. */
export async function makeDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
	await withClient(server.adminUrl, async (client) => {
		await client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`)
		await client.query(`CREATE DATABASE ${name} OWNER contour_owner`)
	})
	await migrate({ connectionString: onDatabase(server.ownerUrl, name) })
}

/** Runs `run` with the application's pool open on one of the server's databases. */
export async function onOpenDatabase<T>(
	server: EmbeddedPostgres,
	name: string,
	run: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
	const appUrl = onDatabase(server.appUrl, name)
	const adminUrl = onDatabase(server.adminUrl, name)
	openDatabase({ connectionString: appUrl })
	try {
		return await withClient(adminUrl, (admin) => run({ appUrl, adminUrl, admin }))
	} finally {
		await closeDatabase()
	}
}

/** Says on standard error what is being done; the results alone go to standard output. */
export async function told<T>(what: string, run: () => Promise<T>): Promise<T> {
	const start = performance.now()
	process.stderr.write(`${what} …`)
	const result = await run()
	process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
	return result
}
