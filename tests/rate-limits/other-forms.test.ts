import { describe, expect, it } from 'vitest'
import { firmsOn, password } from '#tests/auth/firms.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { countOf, from, newNetwork, retryAfter, signInsOn } from './networks.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: '1', LOG_LEVEL: 'silent' })
const { foundCompany, signIn, invite } = firmsOn(server.url, database)
const { wrong } = signInsOn(server.url)
const query = database.adminPool.query.bind(database.adminPool)

/** As if the windows of this name had passed. */
const pass = (name: string) => query(`UPDATE rate_limit SET expire = 1 WHERE key LIKE $1`, [`${name}:%`])

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
		expect(await countOf(20, ask)).toEqual({ 303: 20 })
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
		expect(await countOf(5, ask)).toEqual({ 303: 5 })
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
		expect(await countOf(6, guess)).toEqual({ 400: 5, 429: 1 })
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
		expect(await countOf(11, guess)).toEqual({ 400: 10, 429: 1 })
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
		expect(await countOf(5, send)).toEqual({ 303: 5 })
		const answer = await send(9)
		expect(answer.status).toBe(429)
		expect(retryAfter(answer)).toBeGreaterThan(60)
		expect(textOf(answer.body)).toMatch(/Nothing was changed. Try again in \d+ minutes\./)
		expect(await mailsTo(database.adminPool, 'iva@example.com')).toHaveLength(5)
	})

	it('sixty files an hour come from one person', async () => {
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
		expect(await countOf(60, send)).toEqual({ 303: 60 })
		const answer = await send()
		expect(answer.status).toBe(429)
		expect(retryAfter(answer)).toBeGreaterThan(60)
		expect(textOf(answer.body)).toMatch(
			/The file was not taken Too many attempts. Try again in \d+ minutes\./,
		)
	})
})
