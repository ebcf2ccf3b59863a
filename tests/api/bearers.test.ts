import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { tokenLimit } from '#app/auth/api/authenticate-token.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { tokenOf } from './token-of.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: '1' })
const query = database.adminPool.query.bind(database.adminPool)
let company: Awaited<ReturnType<typeof newCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await newCompany({ roles: ['owner', 'hr'] })
})
afterAll(closeDatabase)

let strangers = 0
/** From a network of its own, unless one is named. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
	const from = `198.51.${(++strangers >> 8) % 256}.${strangers % 256}`
	const response = await fetch(`${server.url}/api/${path}`, {
		method,
		headers: { 'X-Forwarded-For': from, ...headers },
		redirect: 'manual',
	})
	return { status: response.status, headers: response.headers, body: await response.text() }
}
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const codeOf = (body: string) => (JSON.parse(body) as { code: string }).code

describe('who is let in', () => {
	test('nobody without a token that works, all with the same words', async () => {
		const { accountId } = company
		const good = await tokenOf(accountId, 'hr')
		const expired = await tokenOf(accountId, 'hr')
		await query(`UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = $1`, [expired.id])
		const revoked = await tokenOf(accountId, 'hr')
		await query(`UPDATE api_token SET revoked_at = now() WHERE id = $1`, [revoked.id])
		expect((await ask('v1/members', bearer(good.token))).status).toBe(200)
		const strange: Record<string, string>[] = [
			{},
			bearer(expired.token),
			bearer(revoked.token),
			bearer('garbage'),
			bearer(`contour_${'A'.repeat(43)}`),
			bearer(good.hash),
			{ Authorization: `Basic ${good.token}` },
			{ Cookie: `${sessionCookie}=${good.token}` },
		]
		const answers = await Promise.all(strange.map((headers) => ask('v1/members', headers)))
		for (const { status, headers, body } of answers) {
			expect(status).toBe(401)
			expect(body).toBe(answers[0]?.body)
			expect(codeOf(body)).toBe('unauthorized')
			expect(headers.get('Content-Type')).toBe('application/problem+json')
			expect(headers.get('WWW-Authenticate')).toBe('Bearer')
		}
	})

	test('no cookie ever opens the API, and no token a page', async () => {
		const session = await startSessionOf(database.adminPool, company.owner.userId)
		const cookie = { Cookie: `${sessionCookie}=${session}` }
		const { token } = await tokenOf(company.accountId, 'owner')
		const page = (headers: Record<string, string>) =>
			fetch(`${server.url}/a/${company.slug}/settings/api`, { headers, redirect: 'manual' })
		expect((await page(cookie)).status).toBe(200)
		for (const path of [
			'v1/members',
			'V1/Members',
			'v1//members',
			'v1/members/',
			'v1/members.data',
			'v2/nothing',
		]) {
			const { status, body } = await ask(path, cookie)
			expect([401, 404], path).toContain(status)
			expect(body).not.toContain('"next"')
		}
		expect((await page(bearer(token))).status).toBe(302)
	})

	test('a form of another site is refused by pages as before, and a token needs no page to post from', async () => {
		const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
		const session = await startSessionOf(database.adminPool, company.owner.userId)
		for (const path of [
			'sign-in',
			`a/${company.slug}/settings/api`,
			'a/api/v1/settings',
			'sign-in?x=/api/v1',
		]) {
			const answer = await fetch(`${server.url}/${path}`, {
				method: 'POST',
				headers: { ...foreign, Cookie: `${sessionCookie}=${session}` },
				body: new URLSearchParams({ intent: 'create' }),
				redirect: 'manual',
			})
			expect(answer.status, path).toBe(403)
		}
		const { token } = await tokenOf(company.accountId, 'hr')
		const posted = await ask('v1/members', bearer(token), 'POST')
		expect(posted.status).toBe(405)
		expect(posted.headers.get('Allow')).toBe('GET')
		expect(codeOf(posted.body)).toBe('method-not-allowed')
	})

	test('what is not there says so like what may not be seen', async () => {
		const { token } = await tokenOf(company.accountId, 'executive')
		const answers = [
			await ask('v1/nothing', bearer(token)),
			await ask('nothing', bearer(token)),
			await ask('v1/members', bearer(token)),
			await ask(`v1/members/${crypto.randomUUID()}`, bearer(token)),
			await ask('v1/nothing', bearer(token), 'POST'),
		]
		for (const { status, body } of answers) {
			expect(status).toBe(404)
			expect(body).toBe(answers[0]?.body)
		}
	})
})

describe('the page of the settings', () => {
	test('makes a token, shows it once, and revokes it', async () => {
		const session = await startSessionOf(database.adminPool, company.owner.userId)
		const address = `${server.url}/a/${company.slug}/settings/api`
		const Cookie = `${sessionCookie}=${session}`
		const read = async () => (await fetch(address, { headers: { Cookie } })).text()
		const post = (fields: Record<string, string>) =>
			fetch(address, {
				method: 'POST',
				headers: { Cookie, 'Sec-Fetch-Site': 'same-origin' },
				body: new URLSearchParams(fields),
				redirect: 'manual',
			})
		const form = { intent: 'create', name: 'A <b>program</b>', role: 'executive', days: '7' }
		const idempotencyKey = crypto.randomUUID()
		const made = await post({ ...form, idempotencyKey })
		expect(made.status).toBe(200)
		const [token = ''] = /contour_[\w-]{43}/.exec(await made.text()) ?? []
		expect((await ask('v1/heatmap', bearer(token))).status, 'nothing is published').toBe(404)
		expect((await ask('v1/metrics', bearer(token))).status).toBe(200)
		const page = await read()
		expect(page).toContain('A &lt;b&gt;program&lt;/b&gt;')
		expect(page).not.toContain(token)
		const again = await post({ ...form, idempotencyKey })
		expect(again.status).toBe(409)
		expect(await again.text()).not.toMatch(/contour_[\w-]{43}/)
		for (const wrong of [{ days: '0' }, { days: '367' }, { days: 'x' }, { role: 'king' }, { name: '' }]) {
			const refused = await post({ ...form, ...wrong, idempotencyKey: crypto.randomUUID() })
			expect(refused.status, JSON.stringify(wrong)).toBe(400)
		}
		const { rows } = await query<{ id: string }>(`SELECT id FROM api_token WHERE name = $1`, [form.name])
		expect(rows).toHaveLength(1)
		expect((await post({ intent: 'revoke', tokenId: rows[0]?.id ?? '' })).status).toBe(303)
		expect((await ask('v1/metrics', bearer(token))).status).toBe(401)
		expect((await post({ intent: 'revoke', tokenId: crypto.randomUUID() })).status).toBe(404)
	})
})

describe('what stands around an answer', () => {
	test('an ETag, with which the same again costs no body', async () => {
		const { token } = await tokenOf(company.accountId, 'hr')
		const first = await ask('v1/teams', bearer(token))
		const tag = first.headers.get('ETag') ?? ''
		expect(tag).toMatch(/^W\/"[\w-]{43}"$/)
		const again = await ask('v1/teams', { ...bearer(token), 'If-None-Match': `"other", ${tag}` })
		expect(again).toMatchObject({ status: 304, body: '' })
		await query(`INSERT INTO team (account_id, name) VALUES ($1, 'A new one')`, [company.accountId])
		const changed = await ask('v1/teams', { ...bearer(token), 'If-None-Match': tag })
		expect(changed.status).toBe(200)
		expect(changed.headers.get('ETag')).not.toBe(tag)
		const head = await ask('v1/teams', bearer(token), 'HEAD')
		expect(head).toMatchObject({ status: 200, body: '' })
		expect(head.headers.get('ETag')).toBe(changed.headers.get('ETag'))
	})

	test('how many requests the token has left; then 429 until it has some again', async () => {
		const { id, token } = await tokenOf(company.accountId, 'hr')
		const first = await ask('v1/teams', bearer(token))
		expect(first.headers.get('RateLimit-Policy')).toBe(
			`"token";q=${tokenLimit.points};w=${tokenLimit.seconds}`,
		)
		expect(first.headers.get('RateLimit')).toMatch(new RegExp(`^"token";r=${tokenLimit.points - 1};t=\\d+$`))
		await query(`UPDATE rate_limit SET points = $1 WHERE key LIKE 'api-token-%'`, [tokenLimit.points])
		const refused = await ask('v1/teams', bearer(token))
		expect(refused.status).toBe(429)
		expect(codeOf(refused.body)).toBe('too-many-requests')
		expect(refused.headers.get('RateLimit')).toMatch(/^"token";r=0;t=\d+$/)
		expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
		await query(`DELETE FROM rate_limit`)
		const { rows } = await query(`SELECT last_used_at FROM api_token WHERE id = $1`, [id])
		expect(rows[0]?.last_used_at).toBeInstanceOf(Date)
	})

	test('strangers who try tokens have to wait; who has one that works does not', async () => {
		const { token } = await tokenOf(company.accountId, 'hr')
		const here = { 'X-Forwarded-For': '203.0.113.7' }
		await ask('v1/teams', { ...here, ...bearer(`contour_${'B'.repeat(43)}`) })
		await query(`UPDATE rate_limit SET points = 100 WHERE key LIKE 'api-stranger-%'`)
		const refused = await ask('v1/teams', { ...here, ...bearer(`contour_${'B'.repeat(43)}`) })
		expect(refused.status).toBe(429)
		expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
		expect((await ask('v1/teams', { ...here, ...bearer(token) })).status).toBe(200)
	})

	test('a problem where the database is away or something broke, with nothing of what', async () => {
		const { token } = await tokenOf(company.accountId, 'hr')
		await query('ALTER TABLE rate_limit RENAME TO rate_limit_away')
		const away = await ask('v1/teams', bearer(token))
		await query('ALTER TABLE rate_limit_away RENAME TO rate_limit')
		expect(away.status).toBe(503)
		expect(codeOf(away.body)).toBe('unavailable')
		expect(away.headers.get('Retry-After')).not.toBeNull()
	})
})
