import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

export type Postmaster = { pid: number; port: number | null }

/** Reads `postmaster.pid`: process id on its first line, port on its fourth. */
export function readPostmasterFile(file: string): Postmaster | 'absent' | 'incomplete' {
	let lines: string[]
	try {
		lines = readFileSync(file, 'utf8').split('\n')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent'
		throw error
	}
	const pid = Number(lines[0])
	if (!Number.isInteger(pid) || pid <= 0) return 'incomplete'
	const port = Number(lines[3])
	return { pid, port: Number.isInteger(port) && port > 0 ? port : null }
}

/**
 * Whether that process is a PostgreSQL working in this folder. A process id alone
 * proves nothing: after a crash the system may have given it to any program.
 */
export function isServerOf(pid: number, pgData: string): boolean {
	if (process.platform === 'win32') return isAlive(pid)
	if (process.platform === 'linux') {
		try {
			// A PostgreSQL server's working folder is its data folder.
			return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgData) && commandOf(pid).includes('postgres')
		} catch {
			return false
		}
	}
	const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
	return command.includes('postgres') && command.includes(pgData)
}

function commandOf(pid: number): string {
	return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch {
		return false
	}
}
