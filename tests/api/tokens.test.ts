import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApiToken, readBearer } from '#app/auth/api-token.server.ts'
import { hashToken } from '#app/auth/tokens.server.ts'
import { addApiToken, mostApiTokens } from '#app/data/api/add-api-token.server.ts'
import { findApiToken } from '#app/data/api/find-api-token.server.ts'
import { listApiTokens } from '#app/data/api/list-api-tokens.server.ts'
import { revokeApiToken } from '#app/data/api/revoke-api-token.server.ts'
import { touchApiToken } from '#app/data/api/touch-api-token.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { tokenState } from '#app/domain/api/token-life.ts'
import { tokenMails } from '#app/mail/token-mails.server.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import type { Someone } from '#tests/auth/new-company.ts'
import { join, newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { tokenOf } from './token-of.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const about = {
	account: { name: 'Acme', slug: 'acme', locale: 'en-GB', timeZone: 'UTC' },
	by: 'Olga Owner',
	at: new Date('2026-11-20T10:00:00Z'),
	baseUrl: 'https://contour.example.com',
}
const token = { name: 'Reporting', role: 'executive' } as const

const add = ({ scope }: Someone, key: string, tokenHash: string = createApiToken().hash) =>
	addApiToken(scope, {
		...{ ...token, days: 30, tokenHash, idempotencyKey: key },
		announce: (added) => tokenMails({ ...about, token, ...added }),
	})
const revoke = ({ scope }: Someone, tokenId: string) =>
	revokeApiToken(scope, {
		tokenId,
		announce: ({ overseers, ...revoked }) =>
			tokenMails({ ...about, token: revoked, overseers, revoked: true }),
	})
const subjects = async ({ email }: Someone) =>
	(await mailsTo(database.adminPool, email)).map(({ subject }) => subject)

describe('a token of the API', () => {
	it('is 32 random bytes behind a known beginning, of which only the hash is kept', async () => {
		const { owner } = await newCompany()
		const made = createApiToken()
		expect(made.token).toMatch(/^contour_[\w-]{43}$/)
		expect(Buffer.from(made.token.slice(8), 'base64url')).toHaveLength(32)
		expect(made.hash).toBe(hashToken(made.token))
		await add(owner, 'key-of-a-form', made.hash)
		const { rows } = await database.adminPool.query<{ row: string }>(
			`SELECT t::text AS row FROM api_token t WHERE account_id = $1`,
			[owner.scope.accountId],
		)
		expect(rows).toHaveLength(1)
		expect(rows[0]?.row).not.toContain(made.token.slice(8))
	})

	it('is found by its hash alone, and read from nothing but a Bearer header', async () => {
		const { accountId } = await newCompany()
		const { id, token: secret, hash } = await tokenOf(accountId, 'hr')
		expect(readBearer(`Bearer ${secret}`)).toBe(hash)
		expect(readBearer(`bearer  ${secret}`)).toBe(hash)
		for (const header of [
			null,
			'',
			'Bearer',
			secret,
			`Basic ${secret}`,
			`Bearer ${secret} x`,
			`Bearer ${secret}A`,
			`Bearer ${secret.replace('contour_', '')}`,
			`Bearer contour_${'é'.repeat(43)}`,
		]) {
			expect(readBearer(header), String(header)).toBeNull()
		}
		expect(await findApiToken(hash)).toMatchObject({ accountId, id, role: 'hr', revokedAt: null })
		expect(await findApiToken(hashToken('contour_other'))).toBeNull()
		expect(await findApiToken(secret)).toBeNull()
	})

	it('is announced to all owners and HR when it is made and when it is revoked, and stands in the log', async () => {
		const { accountId, owner } = await newCompany()
		const hr = await join({ accountId }, { roles: ['hr'] })
		const executive = await join({ accountId }, { roles: ['executive'] })
		const added = await add(owner, 'key-of-a-form')
		if (!added.ok) throw new Error(added.reason)
		expect(await revoke(owner, added.id)).toMatchObject({ ok: true, changed: true })
		expect(await revoke(owner, added.id), 'once').toMatchObject({ ok: true, changed: false })
		for (const person of [owner, hr]) {
			expect(await subjects(person)).toEqual([
				'Check the API token Reporting of Acme, made 20 Nov 2026, 10:00 UTC',
				'Check the API token Reporting of Acme, revoked 20 Nov 2026, 10:00 UTC',
			])
		}
		expect(await subjects(executive)).toEqual([])
		const { rows } = await database.adminPool.query(
			`SELECT action, subject, subject_id, detail FROM audit_event
			 WHERE account_id = $1 AND action LIKE 'api-token.%' ORDER BY sequence`,
			[accountId],
		)
		const subject = { subject: 'api-token', subject_id: added.id }
		expect(rows).toEqual([
			{ action: 'api-token.created', ...subject, detail: { role: 'executive', days: 30 } },
			{ action: 'api-token.revoked', ...subject, detail: { role: 'executive' } },
		])
	})

	it('is made once by a form that is sent twice, and nobody else’s is revoked', async () => {
		const { accountId, owner } = await newCompany()
		const other = await newCompany()
		const first = await add(owner, 'the-same-form')
		expect(first).toMatchObject({ ok: true, isNew: true })
		expect(await add(owner, 'the-same-form')).toMatchObject({ ...first, isNew: false })
		expect((await listApiTokens(owner.scope, { page: 1, pageSize: 10 })).total).toBe(1)
		if (!first.ok) throw new Error(first.reason)
		expect(await revoke(other.owner, first.id)).toEqual({ ok: false, reason: 'gone' })
		expect(await findApiToken((await tokenOf(accountId, 'hr')).hash)).toMatchObject({ revokedAt: null })
	})

	it('is one of so many that work: those that ended do not count', async () => {
		const { accountId, owner } = await newCompany()
		await database.adminPool.query(
			`INSERT INTO api_token (account_id, name, token_hash, role, expires_at)
			 SELECT $1, 'Many', lpad(n::text, 64, '0'), 'member', now() + interval '1 day' FROM generate_series(1, $2::int) n`,
			[accountId, mostApiTokens],
		)
		expect(await add(owner, 'one-too-many')).toEqual({ ok: false, reason: 'too-many' })
		await database.adminPool.query(
			`UPDATE api_token SET expires_at = now() WHERE account_id = $1 AND token_hash = lpad('1', 64, '0')`,
			[accountId],
		)
		expect(await add(owner, 'one-too-many')).toMatchObject({ ok: true, isNew: true })
	})

	it('notes its use at most once a minute', async () => {
		const { owner } = await newCompany()
		const { id, hash } = await tokenOf(owner.scope.accountId, 'member')
		const usedAt = async () => (await findApiToken(hash))?.lastUsedAt
		expect(await usedAt()).toBeNull()
		await touchApiToken(owner.scope, id)
		const first = await usedAt()
		expect(first).toBeInstanceOf(Date)
		await touchApiToken(owner.scope, id)
		expect(await usedAt()).toEqual(first)
		await database.adminPool.query(
			`UPDATE api_token SET last_used_at = last_used_at - interval '61 seconds' WHERE id = $1`,
			[id],
		)
		await touchApiToken(owner.scope, id)
		expect((await usedAt())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity)
	})
})

describe('the state of a token', () => {
	const now = new Date('2026-11-20T10:00:00Z')
	const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
	it.each([
		['active', at(1), null],
		['expired', at(0), null],
		['expired', at(-1), null],
		['revoked', at(1), at(-1)],
		['revoked', at(-1), at(-2)],
	] as const)('%s', (state, expiresAt, revokedAt) => {
		expect(tokenState({ expiresAt, revokedAt }, now)).toBe(state)
	})
})
