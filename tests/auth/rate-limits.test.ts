import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { firmsOn, password } from './firms.ts'
import { mailsTo } from './mails-to.ts'
import type { Answer } from './visitor.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: '1', LOG_LEVEL: 'silent' })
const { foundCompany, signIn, invite } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)

let networks = 0
/** What the one proxy says of a client that nobody has seen yet. */
const newNetwork = () => `10.1.${Math.floor(++networks / 250)}.${1 + (networks % 250)}`
const from = (address: string) => ({ 'X-Forwarded-For': address })

const wrong = (email: string, address: string, visitor = newVisitor(server.url)) =>
	visitor.post('/sign-in', { email, password: 'not the password' }, from(address))
const right = (email: string, address: string, visitor = newVisitor(server.url)) =>
	visitor.post('/sign-in', { email, password }, from(address))
const times = async (n: number, run: (n: number) => Promise<Answer>): Promise<number[]> =>
	(await Promise.all(Array.from({ length: n }, (_, index) => run(index)))).map(({ status }) => status)
const count = (statuses: number[]) =>
	Object.fromEntries(
		Map.groupBy(statuses, String)
			.entries()
			.map(([key, list]) => [key, list.length]),
	)
const retryAfter = ({ headers }: Answer) => Number(headers.get('Retry-After'))
/** As if the windows of this name had passed. */
const pass = (name: string) => query(`UPDATE rate_limit SET expire = 1 WHERE key LIKE $1`, [`${name}:%`])

const linkIn = (text: string | undefined) =>
	new URL(/https?:\/\/\S+/.exec(text ?? '')?.[0] ?? 'http://none').pathname

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
		const waits: number[] = []
		for (const passed of ['sign-in-pair-60', 'sign-in-pair-900']) {
			expect(count(await times(5, () => wrong(email, address)))).toEqual({ 400: 5 })
			waits.push(retryAfter(await wrong(email, address)))
			await pass(passed)
		}
		expect(count(await times(5, () => wrong(email, address)))).toEqual({ 400: 1, 429: 4 })
	})

	it('lets no more through when many come at the same moment', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		expect(count(await times(40, () => wrong(email, address)))).toEqual({ 400: 5, 429: 35 })
	})

	it('begins anew once it goes well', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		for (let round = 0; round < 4; round++) {
			expect(count(await times(4, () => wrong(email, address)))).toEqual({ 400: 4 })
			expect((await right(email, address)).status).toBe(303)
		}
	})

	it('leaves others alone: another network, another address in the same one', async () => {
		const [mine, yours] = [await foundCompany(), await foundCompany()]
		const address = newNetwork()
		expect(count(await times(6, () => wrong(mine.email, address)))).toEqual({ 400: 5, 429: 1 })
		expect((await right(mine.email, newNetwork())).status).toBe(303)
		expect((await right(yours.email, address)).status).toBe(303)
	})

	it('counts the networks of IPv6 by their first half, and a client by what the proxy says of it', async () => {
		const { email } = await foundCompany()
		expect(count(await times(6, (n) => wrong(email, `2001:db8:0:7:${n}::1`)))).toEqual({ 400: 5, 429: 1 })
		expect((await wrong(email, '2001:db8:0:8::1')).status).toBe(400)
		const behind = newNetwork()
		const forged = (n: number) => wrong(email, `203.0.113.${n}, 198.51.100.${n}, ${behind}`)
		expect(count(await times(6, forged))).toEqual({ 400: 5, 429: 1 })
		expect((await wrong(email, `::ffff:${behind}`)).status, 'the same in the words of IPv6').toBe(429)
	})

	it('locks nobody out for good: neither a known browser, nor the owner of the mailbox', async () => {
		const { email, slug } = await foundCompany()
		const known = await signIn(email)
		await known.post('/sign-out', {})
		// More networks than one person has, against one address.
		const flood = await times(80, () => wrong(email, newNetwork()))
		expect(count(flood)).toEqual({ 400: 60 - 1 + 1, 429: 20 })
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
		const flood: number[] = []
		for (let round = 0; round < 3; round++) {
			flood.push(...(await times(40, (n) => wrong(`nobody-${round}-${n}@example.com`, address))))
		}
		expect(count(flood)).toEqual({ 400: 100, 429: 20 })
		expect((await right(email, address)).status, 'a browser that nobody knows').toBe(429)
		expect((await known.get(`/a/${slug}/settings`, from(address))).status, 'a session').toBe(200)
		await known.post('/sign-out', {}, from(address))
		expect((await right(email, address, known)).status, 'a known browser').toBe(303)
		expect((await right(email, newNetwork())).status, 'another network').toBe(303)
	})

	it('has a limit of its own in a known browser, and its cookie is worth nothing for others', async () => {
		const [mine, yours] = [await foundCompany(), await foundCompany()]
		const known = await signIn(mine.email)
		const statuses: number[] = []
		for (let n = 0; n < 11; n++) statuses.push((await wrong(mine.email, newNetwork(), known)).status)
		expect(count(statuses)).toEqual({ 400: 10, 429: 1 })
		const address = newNetwork()
		const thief = await signIn(yours.email)
		expect(count(await times(6, () => wrong(mine.email, address, thief)))).toEqual({ 400: 5, 429: 1 })
		thief.cookies.set('__Host-contour-browser', 'AAAAAAAAAAAAAAAAAAAAAA.AAAA')
		expect((await wrong(mine.email, address, thief)).status).toBe(429)
	})
})

describe('other ways in', () => {
	it('a reset is asked for twenty times an hour from one network, whoever is meant', async () => {
		const { email } = await foundCompany()
		const address = newNetwork()
		const ask = (n: number) =>
			newVisitor(server.url).post(
				'/forgot-password',
				{ email: n % 2 ? email : `nobody-${n}@example.com` },
				from(address),
			)
		expect(count(await times(20, ask))).toEqual({ 303: 20 })
		const [known, unknown] = [await ask(1), await ask(2)]
		for (const answer of [known, unknown]) {
			expect(answer.status).toBe(429)
			expect(retryAfter(answer)).toBeGreaterThan(60)
			expect(textOf(answer.body)).toMatch(/Try again in \d+ minutes/)
		}
		expect(known.body).toContain(`value="${email}"`)
		const mails = await mailsTo(database.adminPool, email)
		expect(mails.filter(({ subject }) => /password/i.test(subject))).toHaveLength(3)
		const browser = await signIn(email)
		expect((await browser.post('/forgot-password', { email }, from(address))).status, 'known').toBe(303)
	})

	it('a company is set up five times an hour for one address; what was typed stays', async () => {
		const email = 'founder@example.com'
		const ask = () =>
			newVisitor(server.url).post(
				'/sign-up',
				{ accountName: 'Many Ltd', name: 'Ada', email, password },
				from(newNetwork()),
			)
		expect(count(await times(5, ask))).toEqual({ 303: 5 })
		const answer = await ask()
		expect(answer.status).toBe(429)
		expect(retryAfter(answer)).toBeGreaterThan(60)
		expect(answer.body).toContain('value="Many Ltd"')
		expect(answer.body).not.toContain(password)
	})

	it('an invitation is no way around the limit of a password', async () => {
		const firm = await foundCompany()
		const other = await foundCompany()
		const path = await invite(firm, { email: other.email })
		const address = newNetwork()
		const guess = () =>
			newVisitor(server.url).post(path, { as: 'known', password: 'not the password' }, from(address))
		expect(count(await times(6, guess))).toEqual({ 400: 5, 429: 1 })
		const answer = await guess()
		expect(answer.status).toBe(429)
		expect(textOf(answer.body)).toMatch(/Too many attempts. Try again in \d+ seconds?\./)
		expect((await wrong(other.email, address)).status, 'counted with sign-in').toBe(429)
		await pass('sign-in-pair-60')
		const done = await newVisitor(server.url).post(path, { as: 'known', password }, from(address))
		expect(done).toMatchObject({ status: 303, location: firm.base })
	})

	it('the present password cannot be guessed through a session that was left open', async () => {
		const { email } = await foundCompany()
		const visitor = await signIn(email)
		const guess = () =>
			visitor.post('/profile', {
				intent: 'password',
				current: 'not the password',
				password: 'a new one entirely',
			})
		expect(count(await times(11, guess))).toEqual({ 400: 10, 429: 1 })
	})
})

describe('inside an account', () => {
	it('one person is invited five times an hour, and the page says when again', async () => {
		const firm = await foundCompany()
		const visitor = await signIn(firm.email)
		const { rows } = await query<{ id: string }>(
			`INSERT INTO member (account_id, name, email) VALUES ($1, 'Iva', 'iva@example.com') RETURNING id`,
			[firm.accountId],
		)
		const send = (n: number) =>
			visitor.post(`${firm.base}/invitations`, {
				intent: 'invite',
				memberId: rows[0]?.id ?? '',
				idempotencyKey: `invitation-${n}`,
			})
		expect(count(await times(5, send))).toEqual({ 303: 5 })
		const answer = await send(9)
		expect(answer.status).toBe(429)
		expect(retryAfter(answer)).toBeGreaterThan(60)
		expect(textOf(answer.body)).toMatch(/Nothing was changed. Try again in \d+ minutes\./)
		expect(await mailsTo(database.adminPool, 'iva@example.com')).toHaveLength(5)
	})

	it('thirty files an hour come from one person', async () => {
		const firm = await foundCompany()
		const visitor = await signIn(firm.email)
		const send = () => {
			const body = new FormData()
			body.set('file', new File(['Name,Email\nAda,ada@example.com\n'], 'people.csv'))
			return visitor.send(`${firm.base}/roster-imports/new`, {
				method: 'POST',
				headers: { 'Sec-Fetch-Site': 'same-origin' },
				body,
			})
		}
		expect(count(await times(30, send))).toEqual({ 303: 30 })
		const answer = await send()
		expect(answer.status).toBe(429)
		expect(retryAfter(answer)).toBeGreaterThan(60)
		expect(textOf(answer.body)).toMatch(
			/The file was not taken Too many attempts. Try again in \d+ minutes\./,
		)
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
