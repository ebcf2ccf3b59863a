import { describe, expect, it } from 'vitest'
import { firmsOn } from '#tests/auth/firms.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import type { Answer } from '#tests/auth/visitor.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { count, countOf, from, linkIn, newNetwork, retryAfter, signInsOn } from './networks.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: '1', LOG_LEVEL: 'silent' })
const { foundCompany, signIn } = firmsOn(server.url, database)
const { wrong, right } = signInsOn(server.url)
const query = database.adminPool.query.bind(database.adminPool)

/** As if the windows of this name had passed. */
const pass = (name: string) => query(`UPDATE rate_limit SET expire = 1 WHERE key LIKE $1`, [`${name}:%`])

describe('signing in', () => {
	it('has to wait after five failures, on a page that says how long and keeps the address', async () => {
		const { email } = await foundCompany()
		const ask = async (who: string) => {
			const address = newNetwork()
			for (let n = 0; n < 5; n++) expect((await wrong(who, address)).status).toBe(400)
			return { refused: await wrong(who, address), withRight: await right(who, address) }
		}
		const { refused, withRight } = await ask(email)
		for (const answer of [refused, withRight]) {
			expect(answer.status).toBe(429)
			expect(retryAfter(answer)).toBeGreaterThan(0)
			expect(retryAfter(answer)).toBeLessThanOrEqual(60)
			expect(textOf(answer.body)).toMatch(/Too many attempts. Try again in \d+ seconds?\./)
			expect(answer.body).toContain(`value="${email}"`)
			expect(answer.body).not.toMatch(/not the password|correct horse/)
			expect(answer.headers.getSetCookie()).toEqual([])
		}
		const stranger = (await ask('nobody@example.com')).refused
		const blank = ({ status, body }: Answer, who: string) => ({
			status,
			body: body.replaceAll(who, 'X').replaceAll(/\d+ seconds?/g, 'S'),
		})
		expect(blank(refused, email), 'whoever it is').toEqual(blank(stranger, 'nobody@example.com'))
	})

	it('gets slower with every round', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		const fail = async () => {
			await pass('sign-in-pair-60')
			return countOf(5, () => wrong(email, address))
		}
		const wait = async () => {
			await pass('sign-in-pair-60')
			return retryAfter(await wrong(email, address))
		}
		expect([await fail(), await fail()]).toEqual([{ 400: 5 }, { 400: 5 }])
		const second = await wait()
		expect(second).toBeGreaterThan(60)
		await pass('sign-in-pair-900')
		expect([await fail(), await fail()]).toEqual([{ 400: 5 }, { 400: 5 }])
		await pass('sign-in-pair-900')
		expect(await wait()).toBeGreaterThan(900)
	})

	it('lets no more through when many come at the same moment', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		expect(await countOf(40, () => wrong(email, address))).toEqual({ 400: 5, 429: 35 })
	})

	it('begins anew once it goes well', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		for (let round = 0; round < 4; round++) {
			expect(await countOf(4, () => wrong(email, address))).toEqual({ 400: 4 })
			expect((await right(email, address)).status).toBe(303)
		}
	})

	it('leaves others alone: another network, another address in the same one', async () => {
		const [mine, yours] = [await foundCompany(), await foundCompany()]
		const address = newNetwork()
		expect(await countOf(6, () => wrong(mine.email, address))).toEqual({ 400: 5, 429: 1 })
		expect((await right(mine.email, newNetwork())).status).toBe(303)
		expect((await right(yours.email, address)).status).toBe(303)
	})

	it('counts the networks of IPv6 by their first half, and a client by what the proxy says of it', async () => {
		const { email } = await foundCompany()
		expect(await countOf(6, (n) => wrong(email, `2001:db8:0:7:${n}::1`))).toEqual({ 400: 5, 429: 1 })
		expect((await wrong(email, '2001:db8:0:8::1')).status).toBe(400)
		const behind = newNetwork()
		const forged = (n: number) => wrong(email, `203.0.113.${n}, 198.51.100.${n}, ${behind}`)
		expect(await countOf(6, forged)).toEqual({ 400: 5, 429: 1 })
		expect((await wrong(email, `::ffff:${behind}`)).status, 'the same in the words of IPv6').toBe(429)
	})

	it('locks nobody out for good: neither a known browser, nor the owner of the mailbox', async () => {
		const { email, slug } = await foundCompany()
		const known = await signIn(email)
		await known.post('/sign-out', {})
		// More networks than one person has, against one address.
		const flood = await countOf(80, () => wrong(email, newNetwork()))
		expect(flood).toEqual({ 400: 60, 429: 20 })
		const address = newNetwork()
		expect((await right(email, address)).status, 'a browser that nobody knows').toBe(429)
		expect((await right(email, newNetwork(), known)).status, 'a known one').toBe(303)

		const owner = newVisitor(server.url)
		expect((await owner.post('/forgot-password', { email }, from(address))).status).toBe(303)
		const link = linkIn((await mailsTo(database.adminPool, email)).at(-1)?.text)
		const password2 = 'another horse entirely'
		expect(await owner.post(link, { password: password2 }, from(address))).toMatchObject({
			status: 303,
			location: '/',
		})
		expect((await owner.get('/')).location).toBe(`/a/${slug}`)
		const elsewhere = newVisitor(server.url)
		expect(
			(await elsewhere.post('/sign-in', { email, password: password2 }, from(address))).status,
			'at once, in a browser that nobody knows',
		).toBe(303)
		expect((await wrong(email, newNetwork(), known)).status, 'counts with everybody again').toBe(400)
	})

	it('is flooded from one network without harm to who is known there', async () => {
		const { email, slug } = await foundCompany()
		const known = await signIn(email)
		const address = newNetwork()
		const pairs = async () =>
			(await query(`SELECT FROM rate_limit WHERE key LIKE 'sign-in-pair-60:%'`)).rowCount ?? 0
		const before = await pairs()
		const flood: Answer[] = []
		for (let round = 0; round < 3; round++) {
			flood.push(
				...(await Promise.all(
					Array.from({ length: 40 }, (_, n) => wrong(`nobody-${round}-${n}@example.com`, address)),
				)),
			)
		}
		expect(count(flood)).toEqual({ 400: 100, 429: 20 })
		expect((await pairs()) - before, 'what is made up fills no table').toBe(100)
		expect((await right(email, address)).status, 'a browser that nobody knows').toBe(429)
		expect((await known.get(`/a/${slug}/settings`, from(address))).status, 'a session').toBe(200)
		await known.post('/sign-out', {}, from(address))
		expect((await right(email, address, known)).status, 'a known browser').toBe(303)
		expect((await right(email, newNetwork())).status, 'another network').toBe(303)
	})

	it('that is refused for one address uses up nothing of its network', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		expect(await countOf(105, () => wrong('nobody@example.com', address))).toEqual({ 400: 5, 429: 100 })
		expect((await right(email, address)).status).toBe(303)
	})

	it('has a limit of its own in a known browser, and its cookie is worth nothing for others', async () => {
		const [mine, yours] = [await foundCompany(), await foundCompany()]
		const known = await signIn(mine.email)
		await known.post('/sign-out', {})
		const answers: Answer[] = []
		for (let n = 0; n < 11; n++) answers.push(await wrong(mine.email, newNetwork(), known))
		expect(count(answers)).toEqual({ 400: 10, 429: 1 })
		const address = newNetwork()
		const thief = await signIn(yours.email)
		await thief.post('/sign-out', {})
		expect(await countOf(6, () => wrong(mine.email, address, thief))).toEqual({ 400: 5, 429: 1 })
		thief.cookies.set('__Host-contour-browser', 'AAAAAAAAAAAAAAAAAAAAAA.AAAA')
		expect((await wrong(mine.email, address, thief)).status).toBe(429)
	})
})

describe('the counters', () => {
	it('hold nothing that tells who tried', async () => {
		await wrong('findable@example.com', '192.0.2.77')
		const { rows } = await query<{ row: string }>(`SELECT rate_limit::text AS row FROM rate_limit`)
		expect(rows.length).toBeGreaterThan(3)
		expect(rows.filter(({ row }) => !/^\(\w[\w-]*:[0-9a-f]{64},-?\d+,\d+\)$/.test(row))).toEqual([])
	})

	it('let nothing through while they cannot be reached', async () => {
		const { email } = await foundCompany()
		const outside = await database.adminPool.connect()
		const locked = async () => {
			const answer = await right(email, newNetwork())
			expect(answer.status).toBe(503)
			expect(answer.headers.get('Retry-After')).toBe('5')
			expect(textOf(answer.body)).toContain('Busy right now')
			expect(answer.headers.getSetCookie()).toEqual([])
		}
		await outside.query('ALTER TABLE rate_limit RENAME TO rate_limit_away')
		try {
			await locked()
		} finally {
			await outside.query('ALTER TABLE rate_limit_away RENAME TO rate_limit')
			outside.release()
		}
		expect((await right(email, newNetwork())).status).toBe(303)
	})
})
