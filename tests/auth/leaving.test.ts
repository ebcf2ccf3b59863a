import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Firm } from './firms.ts'
import { firmsOn, password } from './firms.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { foundCompany, signIn, joined, invite } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)

/** Makes a user an employee of the company. */
async function employ({ accountId }: Firm, email: string): Promise<string> {
	const { rows } = await query<{ id: string }>(
		`INSERT INTO member (account_id, name, email) VALUES ($1, 'Some Employee', $2) RETURNING id`,
		[accountId, email],
	)
	const memberId = rows[0]?.id ?? ''
	await query(
		`UPDATE membership SET member_id = $2 FROM "user" u
		 WHERE membership.account_id = $1 AND u.id = membership.user_id AND u.email = $3`,
		[accountId, memberId, email],
	)
	return memberId
}

/** `days` from today where the company is. */
const leave = (memberId: string, days: number | null) =>
	query(
		`UPDATE member m SET left_on = (now() AT TIME ZONE a.time_zone)::date + $2::int FROM account a
		 WHERE a.id = m.account_id AND m.id = $1`,
		[memberId, days],
	)

describe('who has left the company', () => {
	it('cannot open the account any more from the day on, and can again when it is undone', async () => {
		const firm = await foundCompany()
		const { visitor, email } = await joined(firm, ['hr'])
		const memberId = await employ(firm, email)
		const status = async (path = '') => (await visitor.get(`${firm.base}${path}`)).status
		await leave(memberId, 1)
		expect(await status()).toBe(200)
		await leave(memberId, 0)
		expect(await status()).toBe(404)
		expect(await status('/people.csv')).toBe(404)
		expect((await visitor.post(`${firm.base}/cycles/new`, {})).status).toBe(404)
		expect((await visitor.get('/profile')).status, 'their user stays').toBe(200)
		const accounts = await visitor.get('/accounts')
		expect(textOf(accounts.body)).toContain('You belong to no account')
		const unknown = await visitor.get('/a/no-such-account')
		expect((await visitor.get(firm.base)).body).toBe(unknown.body)
		expect((await newVisitor(server.url).post('/sign-in', { email, password })).status).toBe(303)
		await leave(memberId, null)
		expect(await status()).toBe(200)
	})

	it('is marked among those who have roles', async () => {
		const firm = await foundCompany()
		const { email } = await joined(firm, ['executive'])
		await leave(await employ(firm, email), 0)
		const owner = await signIn(firm.email)
		expect(textOf((await owner.get(`${firm.base}/settings/roles`)).body)).toContain(
			'Left, can’t sign in here',
		)
		expect((await owner.get(`${firm.base}/settings/roles.csv`)).body).toContain('"no, has left"')
	})

	it('stays where nobody else owns the account, until somebody does', async () => {
		const firm = await foundCompany()
		await leave(await employ(firm, firm.email), -30)
		const owner = await signIn(firm.email)
		expect((await owner.get(`${firm.base}/settings`)).status).toBe(200)
		const second = await joined(firm, ['owner'])
		expect((await owner.get(`${firm.base}/settings`)).status).toBe(404)

		// An owner who has left does not keep the other one from being the last.
		const fields = { intent: 'save', membershipId: second.membershipId, version: '1', roles: 'member' }
		const refused = await second.visitor.post(`${firm.base}/settings/roles`, fields)
		expect(refused.status).toBe(409)
		expect(textOf(refused.body)).toContain('An account needs an owner')
	})

	it('hears no more of roles that change', async () => {
		const firm = await foundCompany()
		const gone = await joined(firm, ['hr'])
		await leave(await employ(firm, gone.email), 0)
		const { membershipId } = await joined(firm, ['member'])
		const owner = await signIn(firm.email)
		const fields = { intent: 'save', membershipId, version: '1', roles: 'admin' }
		expect((await owner.post(`${firm.base}/settings/roles`, fields)).status).toBe(303)
		const told = async (email: string) =>
			(
				await query(
					`SELECT FROM outbox_message WHERE recipient = $1 AND subject LIKE 'Check the roles of%'`,
					[email],
				)
			).rowCount
		const since = await told(gone.email)
		const later = { intent: 'save', membershipId, version: '2', roles: 'executive' }
		await owner.post(`${firm.base}/settings/roles`, later)
		expect(await told(firm.email)).toBe(3)
		expect(await told(gone.email)).toBe(since)
	})

	it('does not come in by an invitation that was sent before', async () => {
		const firm = await foundCompany()
		const path = await invite(firm, { email: 'leaver@example.com', memberName: 'Lee Leaver' })
		await query(
			`UPDATE member SET left_on = current_date - 2 WHERE account_id = $1 AND email = 'leaver@example.com'`,
			[firm.accountId],
		)
		const visitor = newVisitor(server.url)
		const answer = await visitor.post(path, { as: 'new', name: 'Lee', password })
		expect(answer.status).toBe(409)
		expect((await query(`SELECT FROM "user" WHERE email = 'leaver@example.com'`)).rowCount).toBe(0)
	})
})

it('who takes their own way in goes on with a fresh session', async () => {
	const firm = await foundCompany()
	const { visitor, membershipId } = await joined(firm, ['admin'])
	const before = visitor.cookies.get('__Host-contour-session')
	const fields = { intent: 'remove', membershipId, version: '1' }
	expect(await visitor.post(`${firm.base}/settings/roles`, fields)).toMatchObject({ location: '/accounts' })
	expect(visitor.cookies.get('__Host-contour-session')).not.toBe(before)
	expect((await visitor.get('/profile')).status).toBe(200)
	expect((await visitor.get(firm.base)).status).toBe(404)
})
