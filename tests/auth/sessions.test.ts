import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { absoluteDays, endSession, idleDays, readSession, startSession } from '#app/auth/lucia.server.ts'
import { hashToken } from '#app/auth/tokens.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { endSessions } from '#app/data/end-sessions.server.ts'
import { listSessions } from '#app/data/list-sessions.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const requestWith = (cookie?: string) =>
	new Request('http://localhost/', {
		headers: { ...(cookie && { Cookie: cookie }), 'User-Agent': 'A browser' },
	})

const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? ''
const tokenOf = (setCookie: string) => pairOf(setCookie).split('=')[1] ?? ''

/** Somebody who has just signed in: the cookie that they carry. */
async function signedIn() {
	const { owner } = await newCompany()
	const setCookie = await startSession(requestWith(), owner.userId)
	return { owner, setCookie, cookie: pairOf(setCookie), id: hashToken(tokenOf(setCookie)) }
}

const age = (id: string, columns: string) =>
	database.adminPool.query(`UPDATE session SET ${columns} WHERE id = $1`, [id])

async function endsInDays(id: string): Promise<{ idle: number; absolute: number } | undefined> {
	const { rows } = await database.adminPool.query<{ idle: number; absolute: number }>(
		`SELECT extract(epoch FROM expires_at - now())::float / 86400 AS idle,
			extract(epoch FROM absolute_end_at - now())::float / 86400 AS absolute FROM session WHERE id = $1`,
		[id],
	)
	return rows[0]
}

describe('the cookie', () => {
	it('is bound to the host, to https and to the server', async () => {
		const { setCookie } = await signedIn()
		expect(setCookie).toMatch(/^__Host-contour-session=[a-z0-9]{40};/)
		const attributes = setCookie.split('; ').slice(1)
		expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax']))
		expect(setCookie).not.toMatch(/domain/i)
	})

	it('carries a token of which the database has the SHA-256 alone', async () => {
		const { setCookie, id } = await signedIn()
		const token = tokenOf(setCookie)
		const { rows } = await database.adminPool.query<{ text: string }>(
			`SELECT session::text AS text FROM session`,
		)
		expect(rows.some(({ text }) => text.includes(id))).toBe(true)
		expect(rows.some(({ text }) => text.includes(token))).toBe(false)
	})

	it('is worth nothing as the hash, changed, cut or doubled', async () => {
		const { cookie, id, setCookie } = await signedIn()
		const token = tokenOf(setCookie)
		expect(await readSession(requestWith(cookie))).not.toBeNull()
		const name = '__Host-contour-session'
		for (const wrong of [
			id,
			token.toUpperCase(),
			token.slice(1),
			`${token}${token}`,
			'',
			"' OR 1=1",
			'%00',
		]) {
			expect(await readSession(requestWith(`${name}=${wrong}`)), wrong).toBeNull()
		}
		expect(await readSession(requestWith(`contour-session=${token}`))).toBeNull()
		expect(await readSession(requestWith())).toBeNull()
	})
})

describe('the end of a session', () => {
	it(`comes ${idleDays} days after its last use`, async () => {
		const { cookie, id } = await signedIn()
		expect((await endsInDays(id))?.idle).toBeCloseTo(idleDays, 2)
		await age(id, `expires_at = now() - interval '1 second'`)
		expect(await readSession(requestWith(cookie))).toBeNull()
		expect(await endsInDays(id), 'it is removed').toBeUndefined()
	})

	it(`comes ${absoluteDays} days after signing in, however much it is used`, async () => {
		const { cookie, id } = await signedIn()
		expect((await endsInDays(id))?.absolute).toBeCloseTo(absoluteDays, 2)
		await age(id, `absolute_end_at = now() + interval '1 hour', last_used_at = now() - interval '1 hour'`)
		expect(await readSession(requestWith(cookie))).not.toBeNull()
		const ends = await endsInDays(id)
		expect(ends?.idle).toBeLessThanOrEqual(ends?.absolute ?? 0)
		await age(id, `absolute_end_at = now() - interval '1 second', expires_at = now() + interval '5 days'`)
		expect(await readSession(requestWith(cookie))).toBeNull()
	})

	it('moves on with each use, at whatever age', async () => {
		const { cookie, id } = await signedIn()
		for (const days of [1, 6, 13]) {
			await age(
				id,
				`last_used_at = now() - interval '${days} days', expires_at = now() + interval '${idleDays - days} days'`,
			)
			expect(await readSession(requestWith(cookie))).not.toBeNull()
			expect((await endsInDays(id))?.idle).toBeCloseTo(idleDays, 2)
		}
	})

	it('comes at once when it is ended, for the cookie too', async () => {
		const { cookie, id } = await signedIn()
		const cleared = await endSession(requestWith(cookie))
		expect(cleared).toMatch(/^__Host-contour-session=; .*Max-Age=0/)
		expect(await readSession(requestWith(cookie))).toBeNull()
		expect(await endsInDays(id)).toBeUndefined()
	})
})

describe('several sessions of one user', () => {
	it('a fresh one replaces the one that the request had', async () => {
		const { owner, cookie } = await signedIn()
		const next = pairOf(await startSession(requestWith(cookie), owner.userId))
		expect(next).not.toBe(cookie)
		expect(await readSession(requestWith(cookie))).toBeNull()
		expect((await readSession(requestWith(next)))?.user.id).toBe(owner.userId)
	})

	it('are listed and ended one by one or all but one; those of others stay', async () => {
		const { owner, id } = await signedIn()
		const other = await signedIn()
		const second = hashToken(tokenOf(await startSession(requestWith(), owner.userId)))
		const third = hashToken(tokenOf(await startSession(requestWith(), owner.userId)))
		const ids = async () => (await listSessions(owner.userId)).map((session) => session.id)
		expect(new Set(await ids())).toEqual(new Set([id, second, third]))
		expect((await listSessions(owner.userId))[0]?.userAgent).toBe('A browser')

		expect(await endSessions(owner.userId, { only: other.id }), 'not another’s').toBe(0)
		expect(await endSessions(owner.userId, { only: second })).toBe(1)
		expect(new Set(await ids())).toEqual(new Set([id, third]))
		expect(await endSessions(owner.userId, { allBut: third })).toBe(1)
		expect(await ids()).toEqual([third])
		expect(await readSession(requestWith(other.cookie))).not.toBeNull()
	})

	it('that are over go when their user signs in again', async () => {
		const { owner, id } = await signedIn()
		await age(id, `expires_at = now() - interval '1 day'`)
		await startSession(requestWith(), owner.userId)
		expect(await endsInDays(id)).toBeUndefined()
	})
})
