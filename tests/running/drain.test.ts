import { afterAll, expect, test } from 'vitest'
import { makeDataFolder, removeDataFolder, startApplication, until } from '#tests/support/application.ts'
import type { Application } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { buildOnce } from '#tests/support/server.ts'

const database = await createTestDatabase()
await buildOnce(database)
const folder = makeDataFolder()
const started: Application[] = []
afterAll(async () => {
	for (const { child, ended } of started) {
		child.kill('SIGKILL')
		await ended
	}
	removeDataFolder(folder)
})

function start(settings: Record<string, string>): Application {
	const application = startApplication(folder, {
		...{ DATABASE_URL: database.appUrl, CONTOUR_MIGRATE: 'off' },
		...settings,
	})
	started.push(application)
	return application
}

test('a process that was told to stop is healthy and serves, but not ready, until it has drained', async () => {
	const application = start({ DRAIN_SECONDS: '3' })
	const url = await application.ready
	const ready = await fetch(`${url}/readiness`)
	expect(ready.status).toBe(200)
	expect(await ready.json()).toEqual({ status: 'ready' })
	expect(ready.headers.get('Connection')).toBe('keep-alive')

	application.child.kill('SIGTERM')
	await until(async () => (await fetch(`${url}/readiness`)).status === 503)
	const refused = await fetch(`${url}/readiness`)
	expect(await refused.json()).toEqual({ status: 'unavailable', reason: 'This process is stopping.' })
	expect((await fetch(`${url}/healthcheck`)).status).toBe(200)
	const page = await fetch(`${url}/sign-in`)
	expect(page.status).toBe(200)
	expect(page.headers.get('Connection')).toBe('close')
	expect(await application.ended).toBe(0)
	await expect(fetch(`${url}/healthcheck`)).rejects.toThrow('fetch failed')
})

test('a port for the metrics that is taken is named', async () => {
	const { port } = new URL(database.adminUrl)
	const application = start({ METRICS_PORT: port })
	expect(await application.ended).toBe(1)
	expect(application.output()).toContain(`METRICS_PORT is ${port}, and something else listens there`)
})

test('a process that does not migrate refuses an older schema and says what to do', async () => {
	await database.adminPool.query(
		`DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
	)
	const application = start({})
	expect(await application.ended).toBe(1)
	expect(application.output()).toMatch(/older than this Contour.*npm run db:migrate/)
})
