import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionUrl, readCredentials } from '#app/server/database-credentials.ts'
import { readPostmasterFile } from '#app/server/postmaster-file.ts'
import { TEMPORARY } from './test-cluster.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
const START = ['--import', './app/server/node-check.mjs', 'app/server/start.ts']

export type RunAs = { uid: number; gid: number }

/** A data folder of its own, as CONTOUR_DATA_DIR is one. */
export function makeDataFolder(owner?: RunAs): string {
	mkdirSync(TEMPORARY, { recursive: true })
	const folder = mkdtempSync(path.join(TEMPORARY, 'process-'))
	chmodSync(folder, 0o755)
	if (owner) chownSync(folder, owner.uid, owner.gid)
	return folder
}

export function removeDataFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true })
}

export type Application = {
	child: ChildProcess
	/** Everything it has written so far. */
	output: () => string
	/** Resolves with the address once it takes requests; rejects when it ends before. */
	ready: Promise<string>
	/** Resolves with the exit code, null after a signal that it did not handle. */
	ended: Promise<number | null>
}

/** `npm start` without npm: a process of its own on a data folder, with no settings but those given. */
export function startApplication(
	dataDir: string,
	settings: Record<string, string> = {},
	user?: RunAs,
): Application {
	const child = spawn(process.execPath, START, {
		cwd: ROOT,
		env: {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			CONTOUR_DATA_DIR: dataDir,
			PORT: '0',
			CONTOUR_SAMPLE: 'off',
			...settings,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		...user,
	})
	let output = ''
	const ended = once(child, 'close').then(([code]) => code as number | null)
	const ready = new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text
				const url = /Contour runs at (\S+)/.exec(output)?.[1]
				if (url) resolve(url)
			})
		}
		void ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)))
	})
	// Whoever waits for the end only need not wait for this.
	ready.catch(() => undefined)
	return { child, output: () => output, ready, ended }
}

/** The process id and the superuser's connection string of the PostgreSQL on a data folder. */
export function databaseOf(dataDir: string): { pid: number; adminUrl: string; pidFile: string } {
	const folder = path.join(dataDir, 'postgres')
	const pidFile = path.join(folder, 'data', 'postmaster.pid')
	const found = readPostmasterFile(pidFile)
	if (typeof found === 'string' || found.port === null) throw new Error(`No PostgreSQL runs on ${dataDir}`)
	const credentials = readCredentials(path.join(folder, 'credentials.json'))
	return { pid: found.pid, adminUrl: connectionUrl(credentials, 'admin', found.port), pidFile }
}

/** Whether the process exists; one that has ended and waits to be collected does not. */
export function isRunning(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
	} catch {
		return false
	}
}

export async function until(condition: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
	const deadline = Date.now() + seconds * 1000
	while (!(await condition())) {
		if (Date.now() > deadline) throw new Error('It did not come about in time')
		await sleep(25)
	}
}
