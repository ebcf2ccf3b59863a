import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { listRoutes } from '#tests/access/routes.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { expectGuarded } from './guarded.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database, {
	LOG_LEVEL: 'silent',
	TRUST_PROXY: '1',
	CONTOUR_BASE_URL: 'https://contour.example.com',
})
const query = database.adminPool.query.bind(database.adminPool)
const routes = await listRoutes()
const ids: Record<string, string> = { account: 'meridian', family: 'engineering', token: 'x' }
const sessions: Record<string, string> = {}

beforeAll(async () => {
	const one = async (text: string) => (await query<{ id: string }>(text)).rows[0]?.id ?? ''
	ids.participantId =
		await one(`SELECT p.id FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id WHERE c.phase = 'open' AND m.email = 'member@meridian.example'`)
	ids.cycleId = await one(`SELECT id FROM cycle WHERE phase = 'open'`)
	ids.groupId = await one(`SELECT id FROM calibration_group WHERE name = 'Engineering'`)
	ids.memberId = await one(`SELECT id FROM member WHERE email = 'member@meridian.example'`)
	ids.teamId = await one(`SELECT id FROM team WHERE name = 'Payments'`)
	ids.metricId = await one(`SELECT id FROM metric WHERE key = 'prs-merged'`)
	for (const name of ['hr', 'owner', 'member']) {
		const userId = await one(`SELECT id FROM "user" WHERE email = '${name}@meridian.example'`)
		sessions[name] = await startSessionOf(database.adminPool, userId)
	}
}, 120_000)

type Sent = { method?: string; path: string; as?: string; headers?: Record<string, string>; body?: string }

/** A request as the proxy hands it on, without anything that fetch would mend. */
function send({
	method = 'GET',
	path,
	as,
	headers = {},
	body,
}: Sent): Promise<{ status: number; headers: Headers }> {
	const all = {
		Host: 'contour.example.com',
		'X-Forwarded-Proto': 'https',
		'X-Forwarded-For': '203.0.113.9',
		'Sec-Fetch-Site': 'same-origin',
		...(as && { Cookie: `${sessionCookie}=${sessions[as]}` }),
		...(body !== undefined && {
			'Content-Type': 'application/x-www-form-urlencoded',
			'Content-Length': String(body.length),
		}),
		...headers,
	}
	return new Promise((resolve, reject) => {
		const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers: all }, (answer) => {
			answer.resume()
			answer.on('end', () => {
				const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
					values.map((value): [string, string] => [name, value]),
				)
				resolve({ status: answer.statusCode ?? 0, headers: new Headers(pairs) })
			})
		})
		sent.on('error', reject)
		sent.end(body)
	})
}

const kept = 'private, no-store'
const own = { 'Content-Type': 'application/x-www-form-urlencoded' }

describe('every route, for who sees it and who does not: guarded, and kept by nobody', () => {
	const last = ['sign-out', 'a/:account/sample-removal']
	const ordered = routes.toSorted((a, b) => last.indexOf(a.path) - last.indexOf(b.path))
	const seen = new Set<number>()

	test.each(ordered.map(({ path, isIndex }) => [path, isIndex] as const))('/%s', async (path, isIndex) => {
		const address = `/${path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? crypto.randomUUID())}`
		const posted = address + (isIndex ? '?index' : '')
		const isRemoval = path.endsWith('sample-removal')
		for (const as of [undefined, 'hr', ...(isRemoval ? [] : ['owner'])]) {
			const who = as ? { as } : {}
			const answers = [
				...(await Promise.all([
					send({ path: address, ...who }),
					send({ path: address, method: 'HEAD', ...who }),
					send({ path: `${address === '/' ? '/_root' : address}.data`, ...who }),
				])),
				...(path === 'sign-out' && as
					? []
					: [await send({ path: posted, method: 'POST', body: '', ...who })]),
			]
			for (const { status, headers } of answers) {
				seen.add(status)
				expectGuarded(headers, { https: true })
				expect(headers.get('cache-control')).toBe(kept)
			}
		}
	})

	test('among them are pages, files, redirects and refusals', () => {
		expect([...seen].toSorted()).toEqual(expect.arrayContaining([200, 202, 302, 303, 400, 404, 410]))
	})
})

const tooLong = `/${'a'.repeat(9000)}`

describe('every other answer', () => {
	test.each<[string, number, Sent, string]>([
		['the check of health', 200, { path: '/healthcheck' }, 'no-store'],
		['the check of life', 200, { path: '/liveness' }, 'no-store'],
		['a file without a hash', 200, { path: '/favicon.svg' }, 'public, max-age=3600'],
		['a file that is not there', 404, { path: '/assets/gone-12345678.js' }, kept],
		['an address that cannot be read', 404, { path: '/assets/%E0%A4%A' }, kept],
		['a host that is none', 400, { path: '/', headers: { Host: 'a/b' } }, kept],
		['no page', 404, { path: '/nowhere' }, kept],
		['no page, for data', 404, { path: '/nowhere.data' }, kept],
		['no such method', 405, { path: '/', method: 'TRACE' }, kept],
		[
			'no length',
			411,
			{ path: '/sign-in', method: 'POST', headers: { ...own, 'Transfer-Encoding': 'chunked' } },
			kept,
		],
		[
			'too much',
			413,
			{ path: '/sign-in', method: 'POST', headers: { ...own, 'Content-Length': '1048577' } },
			kept,
		],
		['an address too long', 414, { path: tooLong }, kept],
		['headers too long', 431, { path: '/', headers: { 'X-Long': 'a'.repeat(40_000) } }, kept],
		[
			'a form of another site',
			403,
			{ path: '/sign-in', method: 'POST', body: '', headers: { 'Sec-Fetch-Site': 'cross-site' } },
			kept,
		],
	])('%s: %i', async (_what, status, sent, cache) => {
		const answer = await send(sent)
		expect(answer.status).toBe(status)
		expect(answer.headers.get('cache-control')).toBe(cache)
		expectGuarded(answer.headers, { https: true })
	})

	test('a file with a hash in its name is the only one kept for ever', async () => {
		const page = await fetch(`http://127.0.0.1:${server.port}/sign-in`)
		const paths = new Set((await page.text()).match(/\/assets\/[\w.-]+-[\w-]{8}\.(js|css)/g))
		expect(paths.size).toBeGreaterThan(3)
		for (const path of paths) {
			const answer = await send({ path })
			expect(answer.headers.get('cache-control'), path).toBe('public, max-age=31536000, immutable')
			expectGuarded(answer.headers, { https: true })
		}
	})

	test('too many, busy and broken: 429, 503, 500', async () => {
		const body = 'email=nobody%40example.com&password=not+the+password'
		const signIn = async (path: string) => send({ path, method: 'POST', body })
		const answers = []
		for (let n = 0; n < 5; n++) await signIn('/sign-in')
		answers.push(await signIn('/sign-in'), await signIn('/sign-in.data'))
		await query('ALTER TABLE rate_limit RENAME TO rate_limit_away')
		answers.push(await signIn('/sign-in'), await signIn('/sign-in.data'))
		await query('ALTER TABLE rate_limit_away RENAME TO rate_limit')
		await query('ALTER FUNCTION find_account_by_slug RENAME TO find_account_away')
		answers.push(await send({ path: '/sign-in' }), await send({ path: '/sign-in.data' }))
		await query('ALTER FUNCTION find_account_away RENAME TO find_account_by_slug')
		expect(answers.map(({ status }) => status)).toEqual([429, 429, 503, 503, 500, 500])
		for (const { headers, status } of answers) {
			expectGuarded(headers, { https: true })
			expect(headers.get('cache-control')).toBe(kept)
			expect(headers.has('retry-after')).toBe(status !== 500)
		}
	})
})
