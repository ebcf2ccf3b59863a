import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { firmsOn, password } from './firms.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { foundCompany, invite } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)

describe('the page of an invitation', () => {
	it('takes in a new person, a known one by password, and one who is signed in', async () => {
		const firm = await foundCompany()
		const newcomer = newVisitor(server.url)
		const first = await invite(firm, { email: 'new.person@example.com', memberName: 'New Person' })
		const page = textOf((await newcomer.get(first)).body)
		expect(page).toMatch(/Join +Firm 1/)
		expect(page).toContain('You were invited as new.person@example.com')
		expect((await newcomer.post(first, { as: 'new', name: '', password: 'short' })).status).toBe(400)
		expect(
			(await newcomer.post(first, { as: 'new', name: 'N', password: 'New.Person@example.com' })).status,
		).toBe(400)
		expect(await newcomer.post(first, { as: 'new', name: 'New Person', password })).toMatchObject({
			status: 303,
			location: firm.base,
		})
		const again = await newcomer.get(first)
		expect(again.status).toBe(410)
		expect(textOf(again.body)).toContain('accepted already')

		const other = await foundCompany()
		const second = await invite(other, { email: 'new.person@example.com' })
		const stranger = newVisitor(server.url)
		expect(textOf((await stranger.get(second)).body)).toContain('This address has a user already')
		const wrong = await stranger.post(second, { as: 'known', password: 'not the password' })
		expect(wrong.status).toBe(400)
		expect(await stranger.post(second, { as: 'new', name: 'Thief', password })).toMatchObject({ status: 409 })
		expect(await stranger.post(second, { as: 'known', password })).toMatchObject({
			status: 303,
			location: other.base,
		})

		const third = await foundCompany()
		const link = await invite(third, { email: 'somebody@example.com' })
		const text = textOf((await stranger.get(link)).body)
		expect(text).toContain('Join as new.person@example.com')
		expect(text).toContain('Not you?')
		const before = stranger.cookies.get('__Host-contour-session')
		expect(await stranger.post(link, { as: 'signed-in' })).toMatchObject({
			status: 303,
			location: third.base,
		})
		expect(stranger.cookies.get('__Host-contour-session'), 'a fresh session').not.toBe(before)
		expect(textOf((await stranger.get('/accounts')).body)).toMatch(/Firm \d+ .*Firm \d+ .*Firm \d+/)
		expect((await newVisitor(server.url).post(link, { as: 'signed-in' })).status).toBe(410)
	})

	it.each(['withdrawn', 'expired', 'accepted'])('says so when it is %s', async (state) => {
		const firm = await foundCompany()
		const path = await invite(firm, { email: 'late@example.com' })
		const column = { withdrawn: 'revoked_at', expired: 'expires_at', accepted: 'accepted_at' }[state]
		await query(`UPDATE invitation SET ${column} = now() - interval '1 second' WHERE account_id = $1`, [
			firm.accountId,
		])
		const visitor = newVisitor(server.url)
		const page = await visitor.get(path)
		expect(page.status).toBe(410)
		expect(textOf(page.body)).toContain(state)
		expect((await visitor.post(path, { as: 'new', name: 'Late', password })).status).toBe(410)
	})
})
