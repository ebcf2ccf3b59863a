import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import { connectionsFor } from './check-connections.ts'
import { connectionUrl, createCredentials, readCredentials } from './database-credentials.ts'
import type { Credentials } from './database-credentials.ts'
import { prepareDatabase } from './database-roles.ts'
import { findFreePort } from './find-free-port.ts'
import { holdFolder } from './folder-lock.ts'
import type { FolderUse } from './folder-lock.ts'
import { choosePostgresUser, findPostgresBinaries, isUsableFolder } from './postgres-binaries.ts'
import { postgresRunner } from './postgres-binaries.ts'
import type { PostgresBinaries, RunAs, RunPostgresTool } from './postgres-binaries.ts'
import { isServerOf, readPostmasterFile } from './postmaster-file.ts'

const MAJOR_VERSION = '18'
const START_SECONDS = 60
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

export type EmbeddedPostgresOptions = {
	/** The folder of CONTOUR_DATA_DIR; made when missing. */
	dataDir: string
	/** `application`: one at a time on a folder. `tool`: a command beside or without it. */
	use: FolderUse
	/** False gives up safety against a crash of the machine for speed; for tests only. */
	durable?: boolean
	maxConnections?: number
}

export type EmbeddedPostgres = {
	/** What was found: nothing, a stopped server, or one that an earlier process left running. */
	origin: 'created' | 'started' | 'taken over'
	port: number
	/** Superuser: makes databases and roles, never reads or writes for the application. */
	adminUrl: string
	/** Owns database and schema; for migrations. */
	ownerUrl: string
	/** Owns nothing and cannot bypass row-level security; for the application. */
	appUrl: string
	/** Lets go of the folder and stops the server, unless another process still uses it. */
	stop: () => Promise<void>
}

type Folder = { root: string; pgData: string; log: string; credentials: Credentials; created: boolean }

/**
 * Starts the PostgreSQL of a data folder, or takes over the one that an earlier
 * process left running there, and returns its connection strings.
 *
 * @throws StartError when another application uses the folder, or when something
 * on the machine is in the way; the message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const dataDir = makeDataDir(options.dataDir)
	const root = path.join(dataDir, 'postgres')
	const binaries = findPostgresBinaries()
	const user = choosePostgresUser(path.join(root, 'data'))
	const run = postgresRunner(user, [binaries.directory, dataDir])

	const created = !existsSync(root) && (await createCluster(root, binaries, user, run))
	const folder = openFolder(root, created)

	const deadline = Date.now() + START_SECONDS * 1000
	for (;;) {
		if (Date.now() > deadline) {
			throw new StartError(`The PostgreSQL of ${root} takes no connections. Its log is ${folder.log}.`)
		}
		const running = await findRunningServer(folder, deadline)
		const port = running ?? (await startServer(folder, binaries, run, options))
		if (port === null) continue
		const release = await holdFolder(connectionUrl(folder.credentials, 'admin', port, 'postgres'), {
			use: options.use,
			dataDir,
		})
		if (!release) continue
		const url = (role: 'admin' | 'owner' | 'app') => connectionUrl(folder.credentials, role, port)
		try {
			await prepareDatabase(connectionUrl(folder.credentials, 'admin', port, 'postgres'), folder.credentials)
		} catch (error) {
			await release()
			throw error
		}
		return {
			origin: running ? 'taken over' : created ? 'created' : 'started',
			port,
			adminUrl: url('admin'),
			ownerUrl: url('owner'),
			appUrl: url('app'),
			stop: async () => {
				const last = await release()
				if (last) await stopServer(folder, binaries, run)
			},
		}
	}
}

function makeDataDir(requested: string): string {
	try {
		mkdirSync(requested, { recursive: true, mode: 0o755 })
	} catch (error) {
		throw new StartError(
			`CONTOUR_DATA_DIR: cannot make the folder ${requested} (${(error as Error).message}).`,
		)
	}
	if (!isUsableFolder(requested)) {
		throw new StartError(
			`CONTOUR_DATA_DIR: this user may not read and write in ${path.resolve(requested)}. It belongs to another user.`,
		)
	}
	return realpathSync(requested)
}

/**
 * Makes a cluster beside its place and moves it there whole, so that an
 * interrupted or doubled first start leaves no half-made one.
 */
async function createCluster(
	root: string,
	binaries: PostgresBinaries,
	user: RunAs | null,
	run: RunPostgresTool,
) {
	const draft = mkdtempSync(`${root}-new-`)
	try {
		chmodSync(draft, 0o711)
		const pgData = path.join(draft, 'data')
		const passwordFile = path.join(draft, 'initial-password')
		const log = path.join(draft, 'server.log')
		const credentials = createCredentials()
		mkdirSync(pgData, { mode: 0o700 })
		writeFileSync(passwordFile, credentials.admin.password, { mode: 0o600 })
		writeFileSync(log, '', { mode: 0o600 })
		if (user) for (const target of [pgData, passwordFile, log]) chownSync(target, user.uid, user.gid)
		await run(binaries.initdb, [
			`--pgdata=${pgData}`,
			`--username=${credentials.admin.user}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale-provider=builtin',
			'--locale=C.UTF-8',
			'--no-instructions',
		])
		rmSync(passwordFile)
		writeFileSync(path.join(draft, 'credentials.json'), JSON.stringify(credentials, null, '\t'), {
			mode: 0o600,
		})
		renameSync(draft, root)
		return true
	} catch (error) {
		rmSync(draft, { recursive: true, force: true })
		if (existsSync(root)) return false
		if (error instanceof StartError) throw error
		throw new StartError(`The embedded PostgreSQL could not be set up. ${(error as Error).message}`)
	}
}

function openFolder(root: string, created: boolean): Folder {
	const pgData = path.join(root, 'data')
	const credentials = readCredentials(path.join(root, 'credentials.json'))
	return { root, pgData, log: path.join(root, 'server.log'), credentials, created }
}

/** The port of the server that runs on this folder, once it answers; null when none runs. */
async function findRunningServer(folder: Folder, deadline: number): Promise<number | null> {
	const pidFile = path.join(folder.pgData, 'postmaster.pid')
	for (;;) {
		const found = readPostmasterFile(pidFile)
		if (found === 'absent') return null
		if (found !== 'incomplete') {
			if (!isServerOf(found.pid, folder.pgData)) {
				rmSync(pidFile, { force: true })
				return null
			}
			if (found.port !== null && (await answersFor(folder, found.port))) return found.port
		}
		if (Date.now() > deadline) {
			throw new StartError(
				`A PostgreSQL runs on ${folder.pgData} but takes no connections. Its log is ${folder.log}.`,
			)
		}
		await sleep(25)
	}
}

async function answersFor(folder: Folder, port: number): Promise<boolean> {
	const client = new Client({
		connectionString: connectionUrl(folder.credentials, 'admin', port, 'postgres'),
	})
	client.on('error', () => undefined)
	try {
		await client.connect()
		const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
		return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(folder.pgData)
	} catch (error) {
		if ((error as { code?: string }).code === '28P01') {
			throw new StartError(
				`The PostgreSQL on ${folder.pgData} refuses the password in ${path.join(folder.root, 'credentials.json')}.`,
			)
		}
		return false
	} finally {
		await client.end().catch(() => undefined)
	}
}

/** Returns the port, or null when another process was faster to start the server. */
async function startServer(
	folder: Folder,
	binaries: PostgresBinaries,
	run: RunPostgresTool,
	options: EmbeddedPostgresOptions,
): Promise<number | null> {
	const version = readFileSync(path.join(folder.pgData, 'PG_VERSION'), 'utf8').trim()
	if (version !== MAJOR_VERSION) {
		throw new StartError(
			`${folder.pgData} was written by PostgreSQL ${version}; this Contour brings ${MAJOR_VERSION}. Make a backup with the Contour that wrote it (contour backup), and restore it into a new CONTOUR_DATA_DIR.`,
		)
	}
	if (statSync(folder.log).size > LOG_LIMIT_BYTES) truncateSync(folder.log)
	const port = await findFreePort()
	const settings: Record<string, string> = {
		listen_addresses: '127.0.0.1',
		max_connections: String(options.maxConnections ?? connectionsFor(10)),
		// Failed statements carry people's data; they belong in no log.
		log_min_error_statement: 'panic',
		log_checkpoints: 'off',
		...(process.platform === 'win32' ? {} : { unix_socket_directories: "''" }),
		...(options.durable === false
			? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
			: // Whoever looks at what was just loaded waits for no plan that was made for empty tables.
				{ autovacuum_naptime: '5s' }),
	}
	const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
	try {
		await run(binaries.pgCtl, [
			'start',
			...['--wait', `--timeout=${START_SECONDS}`, '--silent'],
			`--pgdata=${folder.pgData}`,
			`--log=${folder.log}`,
			`--options=-p ${port} ${flags.join(' ')}`,
		])
		return port
	} catch (error) {
		const other = readPostmasterFile(path.join(folder.pgData, 'postmaster.pid'))
		if (typeof other === 'object' && isServerOf(other.pid, folder.pgData)) return null
		const log = readFileSync(folder.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
		throw new StartError(
			`The embedded PostgreSQL did not start. ${(error as Error).message}\nThe end of ${folder.log}:\n${log}`,
		)
	}
}

async function stopServer(folder: Folder, binaries: PostgresBinaries, run: RunPostgresTool): Promise<void> {
	if (!existsSync(path.join(folder.pgData, 'postmaster.pid'))) return
	await run(binaries.pgCtl, [
		'stop',
		...['--wait', `--timeout=${START_SECONDS}`, '--silent', '--mode=fast'],
		`--pgdata=${folder.pgData}`,
	])
}
