import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { mailsTo } from './mails-to.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const query = database.adminPool.query.bind(database.adminPool)

const password = 'correct horse battery'
let companies = 0

async function signIn(email: string) {
	const visitor = newVisitor(server.url)
	expect((await visitor.post('/sign-in', { email, password })).status).toBe(303)
	return visitor
}

async function foundCompany() {
	const n = ++companies
	const email = `owner-${n}@example.com`
	await newVisitor(server.url).post('/sign-up', {
		accountName: `Firm ${n}`,
		name: 'Olga Owner',
		email,
		password,
	})
	const { rows } = await query<{ id: string }>(`SELECT id FROM account WHERE slug = $1`, [`firm-${n}`])
	return { slug: `firm-${n}`, accountId: rows[0]?.id ?? '', email, base: `/a/firm-${n}` }
}
type Firm = Awaited<ReturnType<typeof foundCompany>>

/** An invitation as the people page sends it; answers with its path. */
async function invite({ accountId }: Firm, of: { email: string; roles?: string[]; memberName?: string }) {
	const token = randomBytes(32).toString('base64url')
	const member = of.memberName
		? await query<{ id: string }>(
				`INSERT INTO member (account_id, name, email) VALUES ($1, $2, $3) RETURNING id`,
				[accountId, of.memberName, of.email],
			)
		: null
	await query(
		`INSERT INTO invitation (account_id, member_id, email, roles, token_hash, expires_at)
		 VALUES ($1, $2, $3, $4::role[], $5, now() + interval '1 day')`,
		[
			accountId,
			member?.rows[0]?.id ?? null,
			of.email,
			of.roles ?? ['member'],
			createHash('sha256').update(token).digest('hex'),
		],
	)
	return `/invitations/${token}`
}

/** Somebody who joined through an invitation. */
async function joined(firm: Firm, roles: string[]) {
	const email = `${randomBytes(6).toString('hex')}@example.com`
	const visitor = newVisitor(server.url)
	const path = await invite(firm, { email, roles })
	const answer = await visitor.post(path, { as: 'new', name: 'Joined Person', password })
	expect(answer).toMatchObject({ status: 303, location: firm.base })
	const { rows } = await query<{ id: string }>(
		`SELECT m.id FROM membership m JOIN "user" u ON u.id = m.user_id WHERE m.account_id = $1 AND u.email = $2`,
		[firm.accountId, email],
	)
	return { visitor, email, membershipId: rows[0]?.id ?? '' }
}

describe('the page of an invitation', () => {
	it('takes in a new person, a known one by password, and one who is signed in', async () => {
		const firm = await foundCompany()
		const newcomer = newVisitor(server.url)
		const first = await invite(firm, { email: 'new.person@example.com', memberName: 'New Person' })
		const page = textOf((await newcomer.get(first)).body)
		expect(page).toContain(`Join ${'Firm'} ${companies}`)
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

describe('the pages of the settings', () => {
	it('are open to owners and admins alone; HR reads the own entries of the log', async () => {
		const firm = await foundCompany()
		const people = {
			owner: await signIn(firm.email),
			admin: (await joined(firm, ['admin'])).visitor,
			hr: (await joined(firm, ['hr'])).visitor,
			executive: (await joined(firm, ['executive'])).visitor,
			member: (await joined(firm, ['member'])).visitor,
		}
		const expected = {
			'/settings': { owner: 200, admin: 200, hr: 404, executive: 404, member: 404 },
			'/settings/roles': { owner: 200, admin: 200, hr: 404, executive: 404, member: 404 },
			'/settings/audit-log': { owner: 200, admin: 200, hr: 200, executive: 404, member: 404 },
		}
		for (const [path, row] of Object.entries(expected)) {
			for (const [who, status] of Object.entries(row)) {
				const visitor = people[who as keyof typeof people]
				expect((await visitor.get(firm.base + path)).status, `${who} ${path}`).toBe(status)
				expect((await visitor.get(`${firm.base}${path}.data`)).status, `${who} ${path}.data`).toBe(status)
				if (status === 404) expect((await visitor.post(`${firm.base}${path}?index`, {})).status).toBe(404)
			}
		}
		const log = textOf((await people.hr.get(`${firm.base}/settings/audit-log`)).body)
		expect(log).toContain('Invitation accepted')
		expect(log).not.toContain('Account created')
		expect(textOf((await people.owner.get(`${firm.base}/settings/audit-log`)).body)).toContain(
			'Account created',
		)
	})

	it('save, refuse what is out of range, and answer a stale form with both versions', async () => {
		const firm = await foundCompany()
		const owner = await signIn(firm.email)
		const form = {
			name: 'Firm',
			timeZone: 'Europe/Rome',
			locale: 'it-IT',
			fiscalYearStart: '4',
			minimumGroupSize: '4',
		}
		const save = (fields: Record<string, string>) =>
			owner.post(`${firm.base}/settings?index`, { ...form, ...fields })
		expect(await save({ version: '1' })).toMatchObject({ status: 303, location: `${firm.base}/settings` })
		expect(textOf((await owner.get(`${firm.base}/settings`)).body)).toContain('The settings are saved.')
		expect(textOf((await owner.get(`${firm.base}/settings`)).body), 'once').not.toContain(
			'The settings are saved.',
		)

		const stale = await save({ version: '1', name: 'My own name' })
		expect(stale.status).toBe(409)
		expect(stale.body).toContain('value="My own name"')
		expect(textOf(stale.body)).toMatch(/Saved by somebody else in the meantime Name Firm /)
		expect(stale.body).toContain('name="version" value="2"')
		expect((await save({ version: '2', name: 'My own name' })).status).toBe(303)

		const wrongs: Record<string, string>[] = [
			{ minimumGroupSize: '2' },
			{ minimumGroupSize: '3.5' },
			{ minimumGroupSize: '1e9' },
			{ minimumGroupSize: 'NaN' },
			{ fiscalYearStart: '13' },
			{ timeZone: '+01:00' },
			{ locale: 'xx-XX' },
			{ name: '' },
			{ version: '' },
			{ version: '99999999999999999999' },
		]
		for (const wrong of wrongs) {
			expect((await save({ version: '3', ...wrong })).status, JSON.stringify(wrong)).toBe(400)
		}
		const told = (await mailsTo(database.adminPool, firm.email)).filter(({ subject }) =>
			subject.startsWith('Check the smallest'),
		)
		expect(told).toHaveLength(1)
	})

	it('change roles, with a fresh session for whoever changes their own, and keep the last owner', async () => {
		const firm = await foundCompany()
		const owner = await signIn(firm.email)
		const { membershipId, visitor, email } = await joined(firm, ['member'])
		const path = `${firm.base}/settings/roles`
		const page = await owner.get(`${path}?edit=${membershipId}`)
		expect(textOf(page.body)).toContain('What Joined Person may do')
		const save = (id: string, roles: string[], version: number) =>
			owner.post(path, [
				['intent', 'save'],
				['membershipId', id],
				['version', String(version)],
				...roles.map((role): [string, string] => ['roles', role]),
			])
		expect((await visitor.get(path)).status).toBe(404)
		expect((await save(membershipId, ['admin', 'member'], 1)).status).toBe(303)
		expect((await visitor.get(path)).status, 'from the next click on').toBe(200)
		expect(await mailsTo(database.adminPool, email)).toHaveLength(1)

		expect((await save(membershipId, [], 2)).status).toBe(409)
		expect((await save(membershipId, ['emperor'], 2)).status).toBe(400)
		const stale = await save(membershipId, ['executive'], 1)
		expect(stale.status).toBe(409)
		expect(textOf(stale.body)).toMatch(/Now: +Admin and Member *\. You chose: +Executive/)

		const { rows } = await query<{ id: string }>(
			`SELECT id FROM membership WHERE account_id = $1 AND 'owner' = ANY (roles)`,
			[firm.accountId],
		)
		const own = rows[0]?.id ?? ''
		const before = owner.cookies.get('__Host-contour-session')
		const refused = await save(own, ['admin'], 1)
		expect(refused.status).toBe(409)
		expect(textOf(refused.body)).toContain('An account needs an owner.')
		expect(await save(own, ['owner', 'hr'], 1)).toMatchObject({ status: 303, location: path })
		expect(owner.cookies.get('__Host-contour-session')).not.toBe(before)

		const remove = { intent: 'remove', membershipId, version: '2' }
		expect(await owner.post(path, remove)).toMatchObject({ status: 303, location: path })
		expect((await visitor.get(firm.base)).status).toBe(404)
		expect((await owner.post(path, remove)).status).toBe(404)
		expect(textOf((await visitor.get('/accounts')).body)).toContain('You belong to no account')
	})

	it('give exactly what is filtered as a file', async () => {
		const firm = await foundCompany()
		const owner = await signIn(firm.email)
		const { visitor } = await joined(firm, ['member'])
		const rolesFile = await owner.get(`${firm.base}/settings/roles.csv?role=owner`)
		expect(rolesFile.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
		expect(rolesFile.body.split('\r\n').slice(1, -1)).toEqual([
			expect.stringMatching(new RegExp(`^Olga Owner,${firm.email},owner,,20`)),
		])
		const log = await owner.get(`${firm.base}/settings/audit-log.csv?area=invitation`)
		expect(log.body.split('\r\n').slice(1, -1)).toEqual([
			expect.stringMatching(/^2,20[^,]*Z,invitation.accepted,Joined Person,user,Joined Person,/),
		])
		const nothing = await visitor.get('/nothing')
		for (const file of ['roles.csv', 'audit-log.csv', 'no-such-file.csv']) {
			const answer = await visitor.get(`${firm.base}/settings/${file}`)
			expect({ ...answer, headers: null }, file).toEqual({ ...nothing, headers: null })
		}
	})

	it('take any query without breaking', async () => {
		const firm = await foundCompany()
		const owner = await signIn(firm.email)
		const values = [
			'',
			'%00',
			'-1',
			'99999999999999',
			'a'.repeat(3000),
			"'%3B--",
			'%F0%9F%98%80',
			'2026-02-31',
			'__proto__',
		]
		for (const [page, names] of [
			['/settings/roles', ['search', 'role', 'sort', 'order', 'page', 'edit']],
			['/settings/audit-log', ['area', 'from', 'to', 'sort', 'order', 'page']],
		] as const) {
			for (const name of names) {
				for (const value of values) {
					const { status } = await owner.get(`${firm.base}${page}?${name}=${value}`)
					expect([200, 302], `${page} ${name} ${value.slice(0, 20)}`).toContain(status)
				}
			}
		}
	})
})

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
		expect((await member.visitor.get('/mailbox', proxied)).status).toBe(200)

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
