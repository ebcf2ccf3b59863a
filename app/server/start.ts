import { pathToFileURL } from 'node:url'
import { loadEnvFile, readEnv } from '#app/lib/env.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { migrate } from '#prisma/migrate.ts'
import type * as App from './app.ts'
import { ensureBuild, requireBuild, SERVER_BUNDLE } from './build.ts'
import { connectionsFor } from './check-connections.ts'
import { checkApplicationRole } from './check-role.ts'
import { checkSchema } from './check-schema.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

type Bundle = Pick<typeof App, 'serve'>
type Database = { appUrl: string; ownerUrl: string; embedded: boolean; stop: () => Promise<void> }

/** `--built` takes the build as it is: nothing that builds has to be installed. */
const IS_BUILT = process.argv.includes('--built')

/** What has to be undone at the end, last first. */
const undo: Array<() => Promise<void>> = []
const stopping = new AbortController()

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	// Ctrl-C comes twice, from the terminal and from npm: the second changes nothing.
	process.on(signal, () => stopping.abort(signal))
}

// npm that is killed leaves its children behind; nobody would know of this one.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
	setInterval(() => {
		if (process.ppid !== parent) stopping.abort('npm ended')
	}, 500).unref()
}

try {
	await start()
	await untilStopped()
	await undoAll()
} catch (error) {
	if (stopping.signal.aborted) say('Stopped before it was ready.')
	else fail(error)
	await undoAll()
}
process.exit()

async function start(): Promise<void> {
	loadEnvFile()
	process.env.NODE_ENV ||= 'production'
	const env = readEnv()
	const database = await openDatabaseServer(env)
	stopping.signal.throwIfAborted()
	if (IS_BUILT) requireBuild()
	else if (await ensureBuild({ signal: stopping.signal })) say('Built.')
	if (env.CONTOUR_MIGRATE === 'auto') {
		const applied = await migrate({ connectionString: database.ownerUrl })
		if (applied.length > 0) say(`The database is up to date (${applied.length} migrations applied).`)
	}
	await checkApplicationRole(database.appUrl)
	if (env.CONTOUR_MIGRATE === 'off') await checkSchema(database.appUrl)
	stopping.signal.throwIfAborted()

	const bundle: Bundle = await import(pathToFileURL(SERVER_BUNDLE).href)
	const server = await bundle.serve({ env, databaseUrl: database.appUrl, embedded: database.embedded })
	undo.push(server.close)
	for (const note of server.notes) say(note)
	say(`Contour runs at ${server.url}`)
}

async function openDatabaseServer(env: Env): Promise<Database> {
	if (env.DATABASE_URL) {
		const ownerUrl = env.DATABASE_OWNER_URL ?? env.DATABASE_URL
		return { appUrl: env.DATABASE_URL, ownerUrl, embedded: false, stop: async () => {} }
	}
	const server = await startEmbeddedPostgres({
		dataDir: env.CONTOUR_DATA_DIR,
		use: 'application',
		maxConnections: connectionsFor(env.DATABASE_POOL_SIZE),
	})
	undo.push(server.stop)
	if (server.origin === 'taken over') say('Took over the database that an earlier run left running.')
	return { ...server, embedded: true }
}

function untilStopped(): Promise<void> {
	return new Promise((resolve) => {
		if (stopping.signal.aborted) resolve()
		stopping.signal.addEventListener('abort', () => {
			say('Stopping: requests under way are finished first.')
			resolve()
		})
	})
}

async function undoAll(): Promise<void> {
	for (const step of undo.toReversed()) {
		try {
			await step()
		} catch (error) {
			fail(error)
		}
	}
	undo.length = 0
}

function fail(error: unknown): void {
	console.error(isStartError(error) ? error.message : error)
	process.exitCode = isStartError(error) ? error.exitCode : 1
}

function say(line: string): void {
	console.log(line)
}
