import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadEnvFile, readEnv } from '#app/lib/env.server.ts'
import { runScript } from '#prisma/script.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

/**
 * `node app/server/with-database.ts SCRIPT ARGUMENTS` runs a script with
 * DATABASE_OWNER_URL and DATABASE_URL pointing to Contour's own PostgreSQL, which
 * is started for it unless it runs already.
 */
await runScript(async () => {
	loadEnvFile()
	const database = await startEmbeddedPostgres({ dataDir: readEnv().CONTOUR_DATA_DIR, use: 'tool' })
	try {
		const child = spawn(process.execPath, process.argv.slice(2), {
			stdio: 'inherit',
			env: {
				...process.env,
				DATABASE_URL: database.appUrl,
				DATABASE_OWNER_URL: database.ownerUrl,
				CONTOUR_ADMIN_URL: database.adminUrl,
			},
		})
		// A Ctrl-C reaches the script as well; the database is stopped after it.
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
		const [code] = await once(child, 'exit')
		return typeof code === 'number' ? code : 1
	} finally {
		await database.stop()
	}
})
