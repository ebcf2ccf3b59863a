import { rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'
import { readEnv } from '#app/lib/env.server.ts'
import type * as App from '#app/server/app.ts'
import { ensureBuild, SERVER_BUNDLE } from '#app/server/build.ts'
import type { TestDatabase } from './database.ts'
import { TEMPORARY, onDatabase, withClient } from './test-cluster.ts'

type Bundle = Pick<typeof App, 'serve'>

export type TestServer = { url: string; port: number; notes: string[]; close: () => Promise<void> }

/**
 * Serves the built application, as `npm start` would, from this process on a free
 * port and this file's database, until the end of the file. To be called at the
 * top of the file, once: the bundle has one database.
 *
 * @param settings environment variables other than the usual ones
 * @param options.timeouts shorter ones than nobody would wait for in a test
 */
export async function startTestServer(
	database: TestDatabase,
	settings: Record<string, string> = {},
	{ timeouts }: Pick<App.ServeOptions, 'timeouts'> = {},
): Promise<TestServer> {
	await buildOnce(database)
	const { serve }: Bundle = await import(/* @vite-ignore */ pathToFileURL(SERVER_BUNDLE).href)
	const auditDir = path.join(TEMPORARY, `audit-${database.name}`)
	const env = readEnv({
		NODE_ENV: 'test',
		PORT: '0',
		LOG_LEVEL: 'error',
		CONTOUR_AUDIT_DIR: auditDir,
		...settings,
	})
	const server = await serve({
		env,
		databaseUrl: database.appUrl,
		embedded: false,
		...(timeouts && { timeouts }),
	})
	let closed = false
	const close = async () => {
		if (closed) return
		closed = true
		await server.close()
		rmSync(auditDir, { recursive: true, force: true })
	}
	afterAll(close)
	return { url: server.url, port: server.port, notes: server.notes, close }
}

/** Several test files may find the build outdated at the same time. */
export async function buildOnce(database: TestDatabase): Promise<void> {
	await withClient(onDatabase(database.adminUrl, 'postgres'), async (client) => {
		await client.query("SELECT pg_advisory_lock(hashtext('contour: test build'))")
		await ensureBuild()
	})
}
