import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
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

/**
 * Runs `run` on an empty, migrated database of a PostgreSQL of its own, with the application's pool open, and leaves neither
 * server nor files behind. Vacuuming is left to the caller, so that none begins while something is timed.
 */
export async function withBenchDatabase<T>(
	name: string,
	run: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
	const dataDir = path.join(TEMPORARY, `bench-${name}`)
	const server = await startEmbeddedPostgres({ dataDir, use: 'application', durable: false })
	const leave = async () => {
		await server.stop()
		rmSync(dataDir, { recursive: true, force: true })
	}
	const interrupt = () => void leave().finally(() => process.exit(130))
	process.once('SIGINT', interrupt)
	process.once('SIGTERM', interrupt)
	try {
		const database = 'bench'
		await withClient(server.adminUrl, async (client) => {
			await client.query('ALTER SYSTEM SET autovacuum = off')
			await client.query('SELECT pg_reload_conf()')
			await client.query(`DROP DATABASE IF EXISTS ${database} (FORCE)`)
			await client.query(`CREATE DATABASE ${database} OWNER contour_owner`)
		})
		await migrate({ connectionString: onDatabase(server.ownerUrl, database) })
		const appUrl = onDatabase(server.appUrl, database)
		const adminUrl = onDatabase(server.adminUrl, database)
		openDatabase({ connectionString: appUrl })
		try {
			return await withClient(adminUrl, (admin) => run({ appUrl, adminUrl, admin }))
		} finally {
			await closeDatabase()
		}
	} finally {
		process.off('SIGINT', interrupt)
		process.off('SIGTERM', interrupt)
		await leave()
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
