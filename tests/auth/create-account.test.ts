import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { slugify } from '#app/data/slugify.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { mailsTo } from './mails-to.ts'
import { newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)

const base = {
	locale: 'en-GB',
	timeZone: 'Europe/London',
	content: builtInContent,
	roles: ['owner', 'hr'] as const,
}
const owner = (email: string) => ({ email, name: 'Ada', passwordHash: 'hash' })

const rowsOf = async (table: string) =>
	(await database.adminPool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n

describe('a new account', () => {
	it('starts with its owner, the five families and the framework, published', async () => {
		const created = await createAccount({ ...base, name: 'Acme', owner: owner('ada@acme.example') })
		if (!created.ok) throw new Error(created.reason)
		const user = await findUserByEmail('ADA@acme.example')
		expect(await listUserMemberships(user?.id ?? '')).toMatchObject([
			{ slug: 'acme', roles: ['owner', 'hr'] },
		])
		await withAccount(systemScope(created.accountId), async ({ db }) => {
			const families = await db.roleFamily.findMany({
				orderBy: { position: 'asc' },
				select: { key: true, builtIn: true },
			})
			expect(families).toEqual(
				['engineering', 'marketing', 'customer-service', 'sales', 'design'].map((key) => ({
					key,
					builtIn: true,
				})),
			)
			const frameworks = await db.frameworkVersion.findMany({
				select: { key: true, version: true, publishedAt: true, rubric: true },
			})
			expect(frameworks).toMatchObject([{ key: 'skill-progression-map', version: 1 }])
			expect(frameworks[0]?.publishedAt).toBeInstanceOf(Date)
			expect(rubricSchema.safeParse(frameworks[0]?.rubric).success).toBe(true)
		})
	})

	it('whose address is taken leaves nothing behind, neither account nor user nor mail', async () => {
		await newCompany({ email: 'known@example.com' })
		const tables = [
			'account',
			'"user"',
			'membership',
			'role_family',
			'framework_version',
			'audit_event',
			'outbox_message',
		]
		const before = await Promise.all(tables.map(rowsOf))
		const welcome = { to: 'known@example.com', subject: 's', text: 't', html: 'h' }
		const created = await createAccount({
			...base,
			name: 'Second',
			owner: owner('known@example.com'),
			welcome,
		})
		expect(created).toEqual({ ok: false, reason: 'email-taken' })
		expect(await Promise.all(tables.map(rowsOf))).toEqual(before)
		expect((await findUserByEmail('known@example.com'))?.passwordHash).toBe('not a hash')
		expect(await mailsTo(database.adminPool, 'known@example.com')).toEqual([])
	})

	it('of which ten with one address come at once is one', async () => {
		const results = await Promise.all(
			Array.from({ length: 10 }, (_, n) =>
				createAccount({ ...base, name: `Race ${n}`, owner: owner('race@example.com') }),
			),
		)
		expect(results.filter(({ ok }) => ok)).toHaveLength(1)
		const user = await findUserByEmail('race@example.com')
		expect(await listUserMemberships(user?.id ?? '')).toHaveLength(1)
	})

	it('gets an address of its own, also when many have its name', async () => {
		const slugs = await Promise.all(
			Array.from({ length: 12 }, async (_, n) => {
				const created = await createAccount({
					...base,
					name: 'Same Name',
					owner: owner(`same-${n}@example.com`),
				})
				return created.ok ? created.slug : created.reason
			}),
		)
		expect(new Set(slugs).size).toBe(12)
		for (const slug of slugs) expect(slug).toMatch(/^same-name(-[a-z0-9]+)?$/)
		const wanted = { ...base, name: 'Anything', slug: 'same-name', owner: owner('wanted@example.com') }
		expect(await createAccount(wanted)).toEqual({ ok: false, reason: 'slug-taken' })
		expect(await findUserByEmail('wanted@example.com')).toBeNull()
	})

	it('can belong to somebody who has a user already', async () => {
		const first = await newCompany()
		const second = await createAccount({ ...base, name: 'Another', owner: { userId: first.owner.userId } })
		expect(second.ok).toBe(true)
		expect(await listUserMemberships(first.owner.userId)).toHaveLength(2)
	})
})

describe('a name in an address', () => {
	it.each([
		['Grün & Söhne', 'grun-sohne'],
		['Großhandel Łódź', 'grosshandel-lodz'],
		['  ACME, Inc.  ', 'acme-inc'],
		['株式会社', 'company'],
		['🚀', 'company'],
		['A', 'company'],
		['../../etc', 'etc'],
		['x'.repeat(200), 'x'.repeat(40)],
		[`${'x'.repeat(39)}-y`, 'x'.repeat(39)],
	])('%s becomes %s', (name, slug) => {
		expect(slugify(name)).toBe(slug)
		expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])$/)
	})
})
