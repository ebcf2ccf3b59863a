import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRoles } from '#app/data/change-roles.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listMemberships } from '#app/data/list-memberships.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { removeMembership } from '#app/data/remove-membership.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { rolesMails } from '#app/mail/announcement-mails.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Someone } from './new-company.ts'
import { mailsTo } from './mails-to.ts'
import { join, newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)

const announce = (change: Parameters<Parameters<typeof changeRoles>[1]['announce']>[0]) =>
	rolesMails({
		account: { name: 'Acme', slug: 'acme', locale: 'en-GB', timeZone: 'UTC' },
		by: 'Olga Owner',
		at: new Date('2026-11-20T10:00:00Z'),
		baseUrl: 'https://contour.example.com',
		person: change.of,
		...change,
	})

const change = (by: Someone, whom: Someone, roles: Role[], version = 1) =>
	changeRoles(by.scope, { membershipId: whom.membershipId, roles, version, announce })
const remove = (by: Someone, whom: Someone, version = 1) =>
	removeMembership(by.scope, {
		membershipId: whom.membershipId,
		version,
		announce,
		announceHandOver: () => [],
	})

const rolesOf = async (whom: Someone) => (await listUserMemberships(whom.userId))[0]?.roles
const subjects = async (whom: Someone) =>
	(await mailsTo(database.adminPool, whom.email)).map(({ subject }) => subject)

async function company() {
	const { accountId, owner } = await newCompany()
	const hr = await join({ accountId }, { roles: ['hr'], name: 'Hanna HR' })
	const executive = await join({ accountId }, { roles: ['executive'], name: 'Eli Executive' })
	return { accountId, owner, hr, executive }
}

describe('a change of roles', () => {
	it('is announced to all owners and HR, and to the person, and is in the audit log', async () => {
		const { accountId, owner, hr, executive } = await company()
		const member = await join({ accountId }, { roles: ['member'] })
		expect(await change(owner, executive, ['executive', 'admin'])).toMatchObject({ ok: true, changed: true })
		expect(await rolesOf(executive)).toEqual(['admin', 'executive'])
		for (const person of [owner, hr, executive]) {
			expect(await subjects(person)).toEqual([
				'Check the roles of Eli Executive in Acme, changed 20 Nov 2026, 10:00 UTC',
			])
		}
		expect(await subjects(member)).toEqual([])
		const { rows } = await database.adminPool.query(
			`SELECT action, subject, detail FROM audit_event WHERE account_id = $1 ORDER BY sequence DESC LIMIT 1`,
			[accountId],
		)
		expect(rows).toEqual([
			{ action: 'membership.roles-changed', subject: 'user', detail: { given: ['admin'], taken: [] } },
		])
	})

	it('tells whoever loses and whoever gets the right to be told', async () => {
		const { owner, hr, executive } = await company()
		await change(owner, hr, ['member'])
		expect(await subjects(hr), 'told of the loss').toHaveLength(1)
		await change(owner, executive, ['hr'])
		expect(await subjects(hr), 'no longer told').toHaveLength(1)
		expect(await subjects(executive)).toHaveLength(1)
	})

	it('that changes nothing writes nothing', async () => {
		const { owner, hr } = await company()
		expect(await change(owner, hr, ['hr'])).toMatchObject({ ok: true, changed: false })
		expect(await subjects(owner)).toEqual([])
		expect(await change(owner, hr, ['hr', 'member'], 1), 'the version stays').toMatchObject({ ok: true })
	})

	it('on what somebody else changed answers with how it stands', async () => {
		const { owner, hr } = await company()
		await change(owner, hr, ['hr', 'executive'])
		expect(await change(owner, hr, ['member'], 1)).toEqual({
			ok: false,
			reason: 'stale',
			current: { roles: ['hr', 'executive'], version: 2 },
		})
		expect(await remove(owner, hr, 1)).toEqual({ ok: false, reason: 'stale' })
	})

	it('reaches nobody of another account', async () => {
		const here = await company()
		const there = await company()
		expect(await change(here.owner, there.hr, ['owner'])).toEqual({ ok: false, reason: 'gone' })
		expect(await remove(here.owner, there.hr)).toEqual({ ok: false, reason: 'gone' })
		expect(await rolesOf(there.hr)).toEqual(['hr'])
	})
})

describe('the last owner', () => {
	it('stays one, and stays', async () => {
		const { owner, executive } = await company()
		expect(await change(owner, owner, ['admin', 'hr'])).toEqual({ ok: false, reason: 'last-owner' })
		expect(await remove(owner, owner)).toEqual({ ok: false, reason: 'last-owner' })
		await change(owner, executive, ['owner'])
		expect(await change(owner, owner, ['admin'])).toMatchObject({ ok: true })
		expect(await change(executive, executive, ['member'], 2)).toEqual({ ok: false, reason: 'last-owner' })
	})

	it('remains when two owners take the role from each other at once', async () => {
		for (let round = 0; round < 8; round++) {
			const { accountId, owner } = await newCompany()
			const second = await join({ accountId }, { roles: ['owner'] })
			const results = await Promise.all([
				round % 2 ? change(owner, second, ['member']) : remove(owner, second),
				round % 3 ? change(second, owner, ['member']) : remove(second, owner),
			])
			expect(results.filter(({ ok }) => ok)).toHaveLength(1)
			const { rowCount } = await database.adminPool.query(
				`SELECT FROM membership WHERE account_id = $1 AND 'owner' = ANY (roles)`,
				[accountId],
			)
			expect(rowCount).toBe(1)
		}
	})
})

describe('who can sign in', () => {
	it('is listed by page, with filter and order', async () => {
		const { accountId, owner } = await newCompany()
		for (const name of ['Bea', 'Árpád', '100%_sure', 'Zoë'])
			await join({ accountId }, { roles: ['member'], name })
		const list = async (of: Partial<Parameters<typeof listMemberships>[1]>) => {
			const base = { sort: 'name', order: 'asc', page: 1, pageSize: 50 } as const
			const { rows, total } = await listMemberships(owner.scope, { ...base, ...of })
			return { names: rows.map(({ name }) => name), total }
		}
		expect((await list({})).total).toBe(5)
		expect(await list({ search: '%_' }), 'no wildcards').toEqual({ names: ['100%_sure'], total: 1 })
		expect(await list({ search: 'zoë' })).toEqual({ names: ['Zoë'], total: 1 })
		expect(await list({ role: 'owner' })).toEqual({ names: ['Olga Owner'], total: 1 })
		const pages = await Promise.all([1, 2, 3].map((page) => list({ page, pageSize: 2, order: 'desc' })))
		expect(pages.map(({ names }) => names.length)).toEqual([2, 2, 1])
		expect(new Set(pages.flatMap(({ names }) => names)).size).toBe(5)
	})
})
