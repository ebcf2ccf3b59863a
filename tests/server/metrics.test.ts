import { afterAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listAddresses } from '#tests/access/addresses.ts'
import { startSessions } from '#tests/access/people.ts'
import { listRoutes } from '#tests/access/routes.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const { accountId } = database
openDatabase({ connectionString: database.appUrl })
afterAll(closeDatabase)
const server = await startTestServer(database, { METRICS_PORT: '0', LOG_LEVEL: 'silent' })
const [, metricsUrl = ''] = /Metrics are at (\S+)/.exec(server.notes.join('\n')) ?? []

type Sample = { name: string; labels: Record<string, string>; value: number }

async function scrape(): Promise<Sample[]> {
	const response = await fetch(metricsUrl)
	expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/)
	const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'))
	return lines.map((line) => {
		const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
		expect(name, line).not.toBe('')
		const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]
		return {
			name,
			labels: Object.fromEntries(pairs.map(([, key, text]) => [key, text])),
			value: Number(value),
		}
	})
}

const valueOf = (samples: Sample[], name: string, labels: Record<string, string> = {}) =>
	samples.find(
		(sample) =>
			sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
	)?.value

test('they are on this machine alone, on a port of their own', async () => {
	expect(new URL(metricsUrl).hostname).toBe('127.0.0.1')
	expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
	expect((await fetch(new URL('/', metricsUrl))).status).toBe(404)
})

test('they tell of requests, connections, the event loop, passwords and mails', async () => {
	const before = await scrape()
	const count = 'contour_http_request_duration_seconds_count'
	const signIn = { method: 'GET', route: '/sign-in', status: '200' }
	await (await fetch(`${server.url}/sign-in`)).text()
	await (await fetch(`${server.url}/sign-in`)).text()
	const after = await scrape()
	expect((valueOf(after, count, signIn) ?? 0) - (valueOf(before, count, signIn) ?? 0)).toBe(2)
	expect(valueOf(after, 'contour_database_connections', { state: 'idle' })).toBeGreaterThan(0)
	expect(valueOf(after, 'contour_database_connections', { state: 'waiting' })).toBe(0)
	expect(valueOf(after, 'contour_password_queue', { state: 'waiting' })).toBe(0)
	expect(valueOf(after, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)

	const waiting = valueOf(after, 'contour_outbox_messages', { state: 'waiting' }) ?? Number.NaN
	await database.adminPool.query(
		`INSERT INTO outbox_message (recipient, subject, text, html, attempts, last_error, created_at)
		 VALUES ('somebody@example.com', 's', 't', 'h', 3, 'refused', now() - interval '1 hour')`,
	)
	const later = await scrape()
	expect(valueOf(later, 'contour_outbox_messages', { state: 'waiting' })).toBe(waiting + 1)
	expect(valueOf(later, 'contour_outbox_messages', { state: 'failing' })).toBe(1)
	expect(valueOf(later, 'contour_outbox_oldest_seconds')).toBeGreaterThan(3590)
})

test('after every page has been asked for by everybody, no label names a person, an account or an address', async () => {
	const { rows } = await database.adminPool.query<{ id: string }>('SELECT id FROM "user" LIMIT 1')
	const { hr, manager } = await startSessions(database.adminPool, rows[0]?.id ?? '')
	const sessions = [hr, manager, null]
	const addresses = await listAddresses(database.adminPool, accountId)
	for (const token of sessions) {
		const headers = token ? { Cookie: `${sessionCookie}=${token}` } : undefined
		for (const address of [...addresses, '/olga@example.com', '/a/meridian/olga', '/assets/olga.js']) {
			await (await fetch(server.url + address, { headers, redirect: 'manual' })).arrayBuffer()
		}
	}
	const samples = (await scrape()).filter(({ name }) => name.startsWith('contour_'))
	const patterns = new Set((await listRoutes()).map(({ path }) => `/${path}`))
	const own = ['/healthcheck', '/readiness', '/assets/*', '/*', '/a/:account/*', 'none']
	const routes = new Set(samples.flatMap(({ labels }) => labels.route ?? []))
	expect(routes.size).toBeGreaterThan(40)
	expect([...routes].filter((route) => !patterns.has(route) && !own.includes(route))).toEqual([])
	const keys = new Set(samples.flatMap(({ labels }) => Object.keys(labels)))
	expect([...keys].toSorted()).toEqual(['le', 'method', 'queue', 'route', 'state', 'status'])
	const queues = new Set(samples.flatMap(({ labels }) => labels.queue ?? []))
	expect([...queues].filter((queue) => !/^[a-z_-]+$/.test(queue))).toEqual([])
	const values = samples.flatMap(({ labels }) => Object.values(labels)).join('\n')
	expect(values).not.toMatch(/meridian|olga|@|[0-9a-f]{8}-[0-9a-f]{4}/)
}, 180_000)
