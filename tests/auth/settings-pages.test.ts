import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { receiveWebhooks } from '#tests/webhooks/receiver.ts'
import { verifyAsDocumented } from '#tests/webhooks/verify-as-documented.ts'
import { firmsOn } from './firms.ts'
import { mailsTo } from './mails-to.ts'
import { textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { CONTOUR_UNSAFE_WEBHOOKS: 'on' })
const receiver = await receiveWebhooks()
const isFromContour = await verifyAsDocumented()
const { foundCompany, signIn, joined } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)

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
			'/settings/api': { owner: 200, admin: 200, hr: 404, executive: 404, member: 404 },
			'/settings/webhooks': { owner: 200, admin: 200, hr: 404, executive: 404, member: 404 },
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

	it('add a webhook, show its secret once, send a test, change, rotate, switch off and remove it', async () => {
		const firm = await foundCompany()
		const owner = await signIn(firm.email)
		const list = `${firm.base}/settings/webhooks`
		const secretIn = (html: string) => /whsec_[\w+/=]+/.exec(html)?.[0] ?? ''
		const create = (fields: Record<string, string>, idempotencyKey: string = crypto.randomUUID()) =>
			owner.post(list, {
				...{ intent: 'create', url: receiver.url, 'events[0]': 'cycle.opened', idempotencyKey },
				...fields,
			})
		const wrongs: Record<string, string>[] = [
			...[{ url: '' }, { url: 'hooks' }, { url: 'https://10.0.0.1' }, { url: 'https://me:pw@8.8.8.8' }],
			...[{ 'events[0]': 'everything' }, { 'events[0]': '' }],
		]
		for (const wrong of wrongs) {
			const refused = await create(wrong)
			expect(refused.status, JSON.stringify(wrong)).toBe(400)
			expect(textOf(refused.body)).toContain('Some answers need another look')
		}
		const key = crypto.randomUUID()
		const made = await create({}, key)
		expect(made.status).toBe(200)
		const secret = secretIn(made.body)
		const again = await create({}, key)
		expect([again.status, secretIn(again.body)]).toEqual([409, ''])
		const page = /\/settings\/webhooks\/[0-9a-f-]{36}/.exec(made.body)?.[0] ?? ''
		const address = firm.base + page
		const shown = await owner.get(address)
		expect([shown.status, secretIn(shown.body)]).toEqual([200, ''])
		const act = (intent: string, fields: Record<string, string> = {}) =>
			owner.post(address, { intent, ...fields })

		expect(await act('test')).toMatchObject({ status: 303, location: address })
		await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1)
		const [test] = receiver.received
		expect(isFromContour(secret, test?.headers ?? {}, test?.body ?? '')).toBe(true)
		expect(JSON.parse(test?.body ?? '')).toMatchObject({
			event: 'webhook.test',
			account: firm.slug,
			data: {},
		})
		await expect
			.poll(async () => textOf((await owner.get(`${address}?state=delivered`)).body), { timeout: 20_000 })
			.toMatch(/Test .* Arrived .* Taken \(204\)/)
		expect(textOf((await owner.get(`${address}?state=given_up&page=9`)).body)).not.toContain('Taken (204)')
		expect((await owner.get(`${address}?state=nonsense&page=x`)).status).toBe(200)
		const deliveryId = JSON.parse(test?.body ?? '').id
		expect((await act('redeliver', { deliveryId })).status).toBe(303)
		await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(2)

		const saved = { url: `${receiver.url}/other`, 'events[0]': 'import.finished' }
		expect((await act('save', { ...saved, version: '1' })).status).toBe(303)
		const stale = await act('save', { ...saved, version: '1' })
		expect(stale.status).toBe(409)
		expect(textOf(stale.body)).toMatch(/Saved by somebody else in the meantime .*Import finished/)
		expect((await act('save', { ...saved, url: 'http://8.8.8.8', version: '2' })).status).toBe(400)

		const rotation = { idempotencyKey: crypto.randomUUID() }
		const rotated = await act('rotate', rotation)
		expect(secretIn(rotated.body)).toMatch(/^whsec_.{44}$/)
		expect(secretIn(rotated.body)).not.toBe(secret)
		expect((await act('rotate', rotation)).status).toBe(409)
		expect((await act('remove')).status, 'it is on').toBe(409)
		expect((await act('off')).status).toBe(303)
		expect((await act('test')).status).toBe(409)
		expect(textOf((await owner.get(list)).body)).toMatch(/Import finished State Off/)
		expect(await act('remove')).toMatchObject({ status: 303, location: list })
		expect((await owner.get(address)).status).toBe(404)
		const log = textOf((await owner.get(`${firm.base}/settings/audit-log`)).body)
		for (const done of ['added', 'changed', 'secret rotated', 'switched off', 'removed']) {
			expect(log).toContain(`Webhook ${done}`)
		}
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
			['/settings/webhooks', ['page']],
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
