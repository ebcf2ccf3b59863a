import { existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { readLastBackup } from '#app/server/backup/last-backup.ts'
import { isUsableFolder } from '#app/server/postgres-binaries.ts'
import { ok, problem, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const MEGABYTE = 1024 * 1024
const DAY = 24 * 60 * 60 * 1000

/** As app/server/node-check.mjs demands it at start. */
const OLDEST_NODE = [22, 22] as const

export function checkNode(version = process.versions.node): Finding {
	const [major = 0, minor = 0] = version.split('.').map(Number)
	const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
	if (!isOld) return ok('Node.js', version)
	return problem(
		'Node.js',
		`${version} is older than ${OLDEST_NODE.join('.')}`,
		'Run npm ci, and start with npm.',
	)
}

/** The folder of Contour's own PostgreSQL. */
export function checkDataFolder(dataDir: string): Finding[] {
	const folder = path.resolve(dataDir)
	if (!existsSync(folder)) {
		return [
			warning('data folder', `${folder} does not exist yet`, 'npm start makes it and the database in it.'),
		]
	}
	if (!isUsableFolder(folder)) {
		return [
			problem(
				'data folder',
				`this user may not read and write in ${folder}`,
				'Run as the user who started Contour first, or set CONTOUR_DATA_DIR.',
			),
		]
	}
	return [checkRights(folder), checkSpace(folder)]
}

function checkRights(folder: string): Finding {
	const credentials = path.join(folder, 'postgres', 'credentials.json')
	const isOpen =
		process.platform !== 'win32' && existsSync(credentials) && (statSync(credentials).mode & 0o077) !== 0
	if (!isOpen) return ok('data folder', folder)
	return problem('data folder', `others may read the passwords in ${credentials}`, `chmod 600 ${credentials}`)
}

function checkSpace(folder: string): Finding {
	const { bavail, bsize } = statfsSync(folder)
	const free = Math.floor((bavail * bsize) / MEGABYTE)
	const found = `${free} MB free at ${folder}`
	if (free < 200) return problem('disk', found, 'Make room now: without it, nothing more can be written.')
	if (free < 2048) return warning('disk', found, 'Make room, or move the data folder to a larger disk.')
	return ok('disk', found)
}

/** Of the backups that were made from here. */
export async function checkLastBackup(dataDir: string, now = Date.now()): Promise<Finding> {
	const last = await readLastBackup(dataDir)
	if (!last) {
		return warning(
			'last backup',
			'none was made from here',
			'contour backup FILE, every night; where another way saves the database, this means nothing.',
		)
	}
	const days = Math.floor((now - Date.parse(last.at)) / DAY)
	const where = last.file === null ? 'to standard output' : `to ${last.file}`
	const found = `${last.rows} rows ${where} at ${last.at}`
	if (days >= 7)
		return warning('last backup', `${found}, ${days} days ago`, 'contour backup FILE, every night.')
	if (last.file !== null && !existsSync(last.file)) {
		return warning(
			'last backup',
			`${found}; it is not there any more`,
			'Right where it was moved to a safe place.',
		)
	}
	return ok('last backup', found)
}
