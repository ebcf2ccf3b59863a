import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { firmsOn } from './firms.ts'
import type { Visitor } from './visitor.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { foundCompany, signIn, joined } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)

describe('the sample company', () => {
	it('lends a mailbox, says that it is one, and goes with one click of owner or admin', async () => {
		const own = await foundCompany()
		const owner = await signIn(own.email)
		expect((await owner.get('/mailbox')).status).toBe(404)

		const firm = await foundCompany()
		await query(`UPDATE account SET slug = 'meridian', is_sample = true WHERE id = $1`, [firm.accountId])
		const sample = { ...firm, base: '/a/meridian', slug: 'meridian' }
		const admin = await joined(sample, ['admin'])
		const member = await joined(sample, ['member'])
		expect(textOf((await newVisitor(server.url).get('/sign-in')).body)).toContain(
			'The sample company is loaded',
		)
		const mailbox = await newVisitor(server.url).get('/mailbox')
		expect(mailbox.status, 'from this machine').toBe(200)
		const mailPath = /href="(\/mailbox\/[0-9a-f-]{36})"/.exec(mailbox.body)?.[1] ?? ''
		expect(textOf((await newVisitor(server.url).get(mailPath)).body)).toMatch(/-- Contour (sends|tells)/)
		const proxied = { 'X-Forwarded-For': '203.0.113.7' }
		expect((await newVisitor(server.url).get('/mailbox', proxied)).status, 'through a proxy').toBe(404)
		expect((await owner.get('/mailbox', proxied)).status, 'another company').toBe(404)
		await newVisitor(server.url).post('/forgot-password', { email: own.email })
		await query(`UPDATE "user" SET email = 'someone@meridian.example' WHERE email = $1`, [member.email])
		await newVisitor(server.url).post('/forgot-password', { email: 'someone@meridian.example' })
		const latest = async (visitor: Visitor, headers: Record<string, string> = {}) =>
			/href="(\/mailbox\/[0-9a-f-]{36})"[\s\S]*?To <bdi>([^<]*)/.exec(
				(await visitor.get('/mailbox', headers)).body,
			)
		expect((await latest(member.visitor, proxied))?.[2], 'the sample alone').toBe('someone@meridian.example')
		await newVisitor(server.url).post('/forgot-password', { email: own.email })
		const [, path = '', to] = (await latest(newVisitor(server.url))) ?? []
		expect(to).toBe(own.email)
		expect((await member.visitor.get(path, proxied)).status, 'of another company').toBe(404)
		expect((await member.visitor.get(path)).status, 'at the machine').toBe(200)

		const page = textOf((await admin.visitor.get(`${sample.base}/settings`)).body)
		expect(page).toContain('every name and figure here is made up')
		expect(page).toContain('Remove the sample company')
		expect((await member.visitor.post(`${sample.base}/sample-removal`, {})).status).toBe(404)
		expect((await owner.post(`${sample.base}/sample-removal`, {})).status).toBe(404)
		const removed = await admin.visitor.post(`${sample.base}/sample-removal`, {})
		expect(removed).toMatchObject({ status: 303, location: '/' })
		expect(textOf((await admin.visitor.get('/')).body)).toContain('The sample company is gone')
		expect((await query(`SELECT FROM account WHERE is_sample`)).rowCount).toBe(0)
		expect((await owner.get(`${own.base}/settings`)).status, 'others stay').toBe(200)
		expect((await owner.get('/mailbox')).status).toBe(404)
	})
})

describe('the colours', () => {
	it('are kept in a cookie, and lead back to a page of this site', async () => {
		const visitor = newVisitor(server.url)
		expect((await visitor.get('/')).body).not.toContain('data-theme')
		expect(await visitor.post('/theme', { theme: 'dark', returnTo: '/sign-in?to=%2Fa' })).toMatchObject({
			status: 303,
			location: '/sign-in?to=%2Fa',
		})
		expect((await visitor.get('/')).body).toContain('<html lang="en" data-theme="dark">')
		expect((await visitor.get('/nothing')).body).toContain('<html lang="en" data-theme="dark">')
		expect((await visitor.post('/theme', { theme: 'light', returnTo: '//evil.example' })).location).toBe('/')
		expect((await visitor.post('/theme', { theme: 'plaid' })).status).toBe(400)
	})
})
