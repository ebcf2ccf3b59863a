import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { Client } from 'pg'
import { firstClosedFolder } from '#app/server/postgres-binaries.ts'
import {
	databaseOf,
	isRunning,
	makeDataFolder,
	removeDataFolder,
	startApplication,
	until,
} from '#tests/support/application.ts'
import type { Application, RunAs } from '#tests/support/application.ts'
import { withClient } from '#tests/support/test-cluster.ts'

const folders: string[] = []
const running: Application[] = []

function newFolder(owner?: RunAs): string {
	const folder = makeDataFolder(owner)
	folders.push(folder)
	return folder
}

/** A folder on which it ran once and was stopped; made once, copied for each. */
async function usedFolder(): Promise<string> {
	used ??= makeUsedFolder()
	const folder = newFolder()
	const { status, stderr } = spawnSync('cp', ['-a', `${await used}/.`, folder], { encoding: 'utf8' })
	if (status !== 0) throw new Error(stderr)
	return folder
}
let used: Promise<string> | undefined

async function makeUsedFolder(): Promise<string> {
	const folder = newFolder()
	const { ready, child, ended } = startApplication(folder)
	await ready
	child.kill('SIGTERM')
	expect(await ended).toBe(0)
	return folder
}

function start(folder: string, settings?: Record<string, string>, user?: RunAs): Application {
	const application = startApplication(folder, settings, user)
	running.push(application)
	return application
}

afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
		await ended
	}
})
afterAll(() => folders.forEach(removeDataFolder))

const writeMark = (adminUrl: string, mark: string) =>
	withClient(adminUrl, async (client) => {
		await client.query('CREATE TABLE IF NOT EXISTS mark (text text)')
		await client.query('INSERT INTO mark VALUES ($1)', [mark])
	})
const readMarks = (adminUrl: string) =>
	withClient(adminUrl, async (client) => {
		const { rows } = await client.query<{ text: string }>('SELECT text FROM mark')
		return rows.map(({ text }) => text)
	})

test('it starts on an empty folder, answers the healthcheck, and SIGTERM stops it and its database', async () => {
	const folder = newFolder()
	const application = start(folder)
	const url = await application.ready
	const response = await fetch(`${url}/healthcheck`)
	expect(response.status).toBe(200)
	expect(await response.json()).toEqual({ status: 'ok' })
	const { pid, pidFile } = databaseOf(folder)
	expect(statSync(path.join(folder, 'postgres', 'credentials.json')).mode & 0o777).toBe(0o600)

	application.child.kill('SIGTERM')
	expect(await application.ended).toBe(0)
	expect(isRunning(pid)).toBe(false)
	expect(existsSync(pidFile)).toBe(false)
})

test('SIGTERM lets a request under way finish and takes no new ones', async () => {
	const folder = await usedFolder()
	const application = start(folder)
	const url = await application.ready
	const { adminUrl } = databaseOf(folder)
	const blocker = new Client({ connectionString: adminUrl })
	blocker.on('error', () => undefined)
	await blocker.connect()
	await blocker.query('BEGIN; LOCK TABLE invitation')

	const answer = fetch(`${url}/invitations/of-nobody`)
	answer.catch(() => undefined)
	await until(() =>
		withClient(adminUrl, async (client) => {
			const { rows } = await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
			return rows.length > 0
		}),
	)
	application.child.kill('SIGTERM')
	await until(async () => {
		const refused = await fetch(`${url}/healthcheck`).then(
			() => false,
			() => true,
		)
		return refused
	})
	expect(isRunning(application.child.pid ?? 0)).toBe(true)
	await blocker.query('COMMIT')
	await blocker.end()

	const response = await answer
	expect(response.status).toBeLessThan(500)
	expect((await response.text()).length).toBeGreaterThan(0)
	expect(await application.ended).toBe(0)
})

test('after SIGKILL the next start takes over the database that lives on, and nothing is lost', async () => {
	const folder = await usedFolder()
	const first = start(folder)
	await first.ready
	const before = databaseOf(folder)
	await writeMark(before.adminUrl, 'written before the kill')
	first.child.kill('SIGKILL')
	await first.ended
	expect(isRunning(before.pid)).toBe(true)

	const second = start(folder)
	const url = await second.ready
	const after = databaseOf(folder)
	expect(after.pid).toBe(before.pid)
	expect(second.output()).toContain('Took over the database')
	expect(await readMarks(after.adminUrl)).toEqual(['written before the kill'])
	expect((await fetch(`${url}/healthcheck`)).status).toBe(200)

	second.child.kill('SIGTERM')
	expect(await second.ended).toBe(0)
	expect(isRunning(before.pid)).toBe(false)
})

test('after a kill of both, and with its process id given to another program, it starts with nothing lost', async () => {
	const folder = await usedFolder()
	const first = start(folder)
	await first.ready
	const { pid, pidFile, adminUrl } = databaseOf(folder)
	await writeMark(adminUrl, 'committed')
	first.child.kill('SIGKILL')
	process.kill(pid, 'SIGKILL')
	await first.ended
	await until(() => !isRunning(pid))
	const lines = readFileSync(pidFile, 'utf8').split('\n')
	// This test's own process stands for the program that got the number.
	writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'))

	const second = start(folder)
	await second.ready
	expect(await readMarks(databaseOf(folder).adminUrl)).toEqual(['committed'])
})

test('a second start on the same folder says so, and the first goes on', async () => {
	const folder = await usedFolder()
	const first = start(folder)
	const url = await first.ready
	const second = start(folder)
	expect(await second.ended).toBe(1)
	expect(second.output()).toContain('already runs on this data folder')
	expect(second.output()).toContain(`process ${first.child.pid}`)
	expect(second.output()).toContain(folder)
	expect((await fetch(`${url}/healthcheck`)).status).toBe(200)
})

test('two starts at the same moment on an empty folder: one runs, one says why not', async () => {
	const folder = newFolder()
	const both = [start(folder), start(folder)]
	const outcomes = await Promise.all(
		both.map(({ ready }) =>
			ready.then(
				() => 'ready' as const,
				() => 'ended' as const,
			),
		),
	)
	expect(outcomes.toSorted()).toEqual(['ended', 'ready'])
	const loser = both[outcomes.indexOf('ended')]
	expect(await loser?.ended).toBe(1)
	expect(loser?.output()).toContain('already runs on this data folder')
})

test('the healthcheck answers 503 while the database is away', async () => {
	const folder = await usedFolder()
	const application = start(folder)
	const url = await application.ready
	process.kill(databaseOf(folder).pid, 'SIGINT')
	await until(async () => (await fetch(`${url}/healthcheck`)).status === 503)
	const response = await fetch(`${url}/healthcheck`)
	expect(await response.json()).toMatchObject({ status: 'unavailable' })
	// A restart would not bring the database back.
	expect((await fetch(`${url}/liveness`)).status).toBe(200)
	application.child.kill('SIGTERM')
	expect(await application.ended).toBe(0)
})

test('wrong settings name themselves, all at once, before anything is started', async () => {
	const folder = newFolder()
	const application = start(folder, { PORT: '99999', LOG_LEVEL: 'loud', SMTP_URL: 'http://user:geheim@host' })
	expect(await application.ended).toBe(78)
	expect(application.output()).toContain('PORT is "99999"; it should be a whole number from 0 to 65535')
	expect(application.output()).toContain(
		'LOG_LEVEL is "loud"; it should be debug, info, warn, error or silent',
	)
	expect(application.output()).toContain('SMTP_URL')
	expect(application.output()).not.toContain('geheim')
	expect(existsSync(path.join(folder, 'postgres'))).toBe(false)
})

test('a port that is taken is named, and the database is stopped again', async () => {
	const first = start(await usedFolder())
	const { port } = new URL(await first.ready)
	const folder = newFolder()
	const second = start(folder, { PORT: port })
	expect(await second.ended).toBe(1)
	expect(second.output()).toContain(`PORT is ${port}, and something else listens there`)
	expect(existsSync(path.join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
})

const NOBODY = { uid: 65_534, gid: 65_534 }
const closed =
	process.getuid?.() === 0 && firstClosedFolder(import.meta.dirname, { ...NOBODY, name: 'nobody' })

test.runIf(process.getuid?.() === 0 && !closed)('it runs as an ordinary user', async () => {
	const folder = newFolder(NOBODY)
	const application = start(folder, {}, NOBODY)
	const url = await application.ready
	expect((await fetch(`${url}/healthcheck`)).status).toBe(200)
	expect(statSync(path.join(folder, 'postgres', 'data')).uid).toBe(NOBODY.uid)
	application.child.kill('SIGTERM')
	expect(await application.ended).toBe(0)

	// root may use the folder too, as the user that it belongs to.
	const again = start(folder)
	await again.ready
})

test.runIf(process.getuid?.() === 0)(
	'as root it runs also in a folder that is closed to everybody else',
	async () => {
		const folder = newFolder()
		const inner = path.join(folder, 'closed', 'data')
		mkdirSync(path.dirname(inner), { mode: 0o700 })
		const application = start(inner)
		const url = await application.ready
		expect((await fetch(`${url}/healthcheck`)).status).toBe(200)
	},
)
