import { createHash } from 'node:crypto'
import path from 'node:path'
import { Client } from 'pg'
import { prepareRoles } from '#app/server/database-roles.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { migrate } from '#prisma/migrate.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { startOtherPostgres } from './other-postgres.ts'

export const TEMPORARY = path.join(import.meta.dirname, '..', '..', '.tmp')

export type TestCluster = {
	adminUrl: string
	ownerUrl: string
	appUrl: string
	template: string
	/** The database with the sample company that this run clones, once a file of it has loaded it. */
	sample: string
}

/** Names of the databases that test files make; the number is the process that made them. */
export const DATABASE_PREFIX = 'test_'

/**
 * Starts the PostgreSQL of the tests, or joins it where another run has started it,
 * and makes the template database of the present migrations unless it exists.
 *
 * With TEST_DATABASE_URL, a superuser's, that server is used instead; with TEST_POSTGRES_BIN, the folder of another
 * PostgreSQL's programs, one of these.
 */
export async function startTestDatabases(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
	const { TEST_DATABASE_URL, TEST_POSTGRES_BIN } = process.env
	const other = TEST_POSTGRES_BIN && (await startOtherPostgres(TEST_POSTGRES_BIN, TEMPORARY))
	const server = other
		? { ...(await useServer(other.adminUrl)), stop: other.stop }
		: TEST_DATABASE_URL
			? await useServer(TEST_DATABASE_URL)
			: await startEmbeddedPostgres({
					dataDir: path.join(TEMPORARY, 'database'),
					use: 'tool',
					durable: false,
					maxConnections: 200,
				})
	const { adminUrl, ownerUrl, appUrl } = server
	// The same for every project of a run, and for no other process that had this number.
	const sample = `${DATABASE_PREFIX}${process.pid}_${Math.floor(performance.timeOrigin)}_sample`
	const stop = async () => {
		await withClient(onDatabase(adminUrl, 'postgres'), (client) =>
			client.query(`DROP DATABASE IF EXISTS ${sample}`),
		)
		await server.stop()
	}
	try {
		const template = await makeTemplate({ adminUrl, ownerUrl })
		return { cluster: { adminUrl, ownerUrl, appUrl, template, sample }, stop }
	} catch (error) {
		await stop()
		throw error
	}
}

async function useServer(adminUrl: string) {
	const password = createHash('sha256').update(adminUrl).digest('hex')
	const credentials = {
		owner: { user: 'contour_owner', password },
		app: { user: 'contour_app', password },
	}
	await withClient(adminUrl, (client) => prepareRoles(client, credentials))
	const as = ({ user }: { user: string }) => {
		const url = new URL(adminUrl)
		url.username = user
		url.password = password
		return url.href
	}
	return { adminUrl, ownerUrl: as(credentials.owner), appUrl: as(credentials.app), stop: async () => {} }
}

/** A database's name tells which migrations it has, so a run with the same ones finds it made. */
async function makeTemplate({ adminUrl, ownerUrl }: { adminUrl: string; ownerUrl: string }): Promise<string> {
	const hash = createHash('sha256')
	for (const { name, checksum } of readMigrations()) hash.update(`${name} ${checksum}\n`)
	const template = `template_${hash.digest('hex').slice(0, 16)}`
	await withClient(onDatabase(adminUrl, 'postgres'), async (client) => {
		await client.query("SELECT pg_advisory_lock(hashtext('contour: test template'))")
		const { rows } = await client.query<{ name: string }>(
			"SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%' OR datname LIKE 'template\\_%' ORDER BY oid",
		)
		const names = rows.map(({ name }) => name)
		const outdated = names.filter((name) => name.startsWith('template_') && name !== template).slice(0, -2)
		for (const name of [...names.filter(isLeftOver), ...outdated])
			await client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`)
		if (names.includes(template)) return
		const draft = `${DATABASE_PREFIX}${process.pid}_draft`
		await client.query(`CREATE DATABASE ${draft} OWNER contour_owner`)
		await migrate({ connectionString: onDatabase(ownerUrl, draft) })
		await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
	})
	return template
}

/** Whether the run that made this database has ended without dropping it. */
function isLeftOver(name: string): boolean {
	const pid = Number(/^test_(\d+)_/.exec(name)?.[1])
	if (!Number.isInteger(pid)) return false
	try {
		process.kill(pid, 0)
		return false
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH'
	}
}

export function onDatabase(url: string, database: string): string {
	const changed = new URL(url)
	changed.pathname = `/${database}`
	return changed.href
}

export async function withClient<T>(
	connectionString: string,
	run: (client: Client) => Promise<T>,
): Promise<T> {
	const client = new Client({ connectionString })
	await client.connect()
	try {
		return await run(client)
	} finally {
		await client.end()
	}
}
