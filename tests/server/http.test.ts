import { request } from 'node:http'
import type { IncomingHttpHeaders, RequestOptions } from 'node:http'
import { expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** Plain HTTP, where fetch would mend what is sent. */
function send(options: RequestOptions, write: (send: ReturnType<typeof request>) => void = (r) => r.end()) {
	return new Promise<Answer>((resolve, reject) => {
		const outgoing = request({ host: '127.0.0.1', port: server.port, ...options }, (incoming) => {
			let body = ''
			incoming.setEncoding('utf8').on('data', (text: string) => (body += text))
			incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }))
		})
		outgoing.on('error', reject)
		write(outgoing)
	})
}

const page = () => send({ path: '/sign-in', headers: { accept: 'text/html' } })

test('the healthcheck says ok', async () => {
	const { status, headers, body } = await send({ path: '/healthcheck' })
	expect(status).toBe(200)
	expect(headers['content-type']).toMatch(/^application\/json/)
	expect(JSON.parse(body)).toEqual({ status: 'ok' })
})

test('every page has a policy with a nonce of its own, which all its scripts carry', async () => {
	const [first, second] = await Promise.all([page(), page()])
	const nonces = [first, second].map(({ headers }) => {
		const policy = String(headers['content-security-policy'])
		expect(policy).toContain("object-src 'none'")
		expect(policy).toContain("frame-ancestors 'none'")
		expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe')
		return /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1]
	})
	expect(nonces[0]).toBeTruthy()
	expect(nonces[0]).not.toBe(nonces[1])
	const scripts = first.body.match(/<script[^>]*>/g) ?? []
	expect(scripts.length).toBeGreaterThan(1)
	for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`)
})

test('the usual headers are there, and none that tells what it runs on', async () => {
	const { headers } = await page()
	expect(headers).toMatchObject({
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cache-control': 'private, no-store',
	})
	expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
	expect(headers).not.toHaveProperty('x-powered-by')
	expect(headers).not.toHaveProperty('strict-transport-security')
})

test('files with a hash in their name are kept for ever, and a missing one is no page', async () => {
	const { body } = await page()
	const asset = /"(\/assets\/[^"]+\.js)"/.exec(body)?.[1]
	const found = await send({ path: asset })
	expect(found.status).toBe(200)
	expect(found.headers['cache-control']).toBe('public, max-age=31536000, immutable')
	expect(found.headers['content-type']).toMatch(/javascript/)

	const missing = await send({ path: '/assets/gone-12345678.js' })
	expect(missing.status).toBe(404)
	expect(missing.headers['content-type']).toMatch(/^text\/plain/)
})

test('answers are compressed for who asks', async () => {
	const { headers } = await send({ path: '/sign-in', headers: { 'accept-encoding': 'gzip' } })
	expect(headers['content-encoding']).toBe('gzip')
})

test('a body that says it is too long is refused before it is read', async () => {
	const answer = await send(
		{ path: '/sign-in', method: 'POST', headers: { 'content-length': 1024 * 1024 + 1 } },
		(outgoing) => outgoing.write('a=1'),
	)
	expect(answer.status).toBe(413)
	expect(answer.headers.connection).toBe('close')
})

test('a body that does not say how long it is is refused', async () => {
	const answer = await send(
		{ path: '/sign-in', method: 'POST', headers: { 'transfer-encoding': 'chunked' } },
		(outgoing) => outgoing.end('a=1'),
	)
	expect(answer.status).toBe(411)
})

test('only a file may come without its length, and only where files are taken', async () => {
	const post = (path: string, type: string) =>
		send(
			{ path, method: 'POST', headers: { 'transfer-encoding': 'chunked', 'content-type': type } },
			(outgoing) => outgoing.end('a=1'),
		)
	const file = 'multipart/form-data; boundary=x'
	expect((await post('/a/none/roster-imports/new', file)).status).not.toBe(411)
	expect((await post('/a/none/imports/new', file)).status).not.toBe(411)
	expect((await post('/a/none/roster-imports/new', 'application/x-www-form-urlencoded')).status).toBe(411)
	expect((await post('/a/none/people/new', file)).status).toBe(411)
})

test.each([
	[{ method: 'TRACE', path: '/' }, 405],
	[{ path: '/sign-in', headers: { host: 'a/b' } }, 400],
	[{ path: '/sign-in', headers: { host: 'user@host' } }, 400],
])('%j is refused with %i', async (options, status) => {
	expect((await send(options)).status).toBe(status)
})

test.each([
	'/%E0%A4%A',
	'/assets/%E0%A4%A',
	'/..%2f..%2fpackage.json',
	'/assets/..%2f..%2fserver/index.js',
	'//evil.example',
])('the odd path %s breaks nothing and gives nothing away', async (path) => {
	const { status, body } = await send({ path })
	expect([301, 302, 400, 403, 404]).toContain(status)
	expect(body).not.toMatch(/"dependencies"|createApp/)
})
