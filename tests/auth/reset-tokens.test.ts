import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSession } from '#app/auth/lucia.server.ts'
import { createToken } from '#app/auth/tokens.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findResetToken } from '#app/data/find-reset-token.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { redeemResetToken } from '#app/data/redeem-reset-token.server.ts'
import { requestPasswordReset } from '#app/data/request-password-reset.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { mailsTo } from './mails-to.ts'
import { newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)

const inAnHour = () => new Date(Date.now() + 3_600_000)
const mailTo = (to: string) => ({ to, subject: 'Reset', text: 'text', html: 'html' })

async function requested(expiresAt = inAnHour()) {
	const { owner } = await newCompany()
	const { token, hash } = createToken()
	await requestPasswordReset({ userId: owner.userId, tokenHash: hash, expiresAt, mail: mailTo(owner.email) })
	const redeem = (passwordHash: string, tokenHash = hash) =>
		redeemResetToken({ userId: owner.userId, tokenHash, passwordHash, mail: mailTo(owner.email) })
	return { owner, token, hash, redeem }
}

const passwordOf = async (email: string) => (await findUserByEmail(email))?.passwordHash

describe('a reset', () => {
	it('works once, ends every session and tells the user', async () => {
		const { owner, hash, redeem } = await requested()
		await startSession(new Request('http://localhost/'), owner.userId)
		expect(await findResetToken(hash)).toEqual({ userId: owner.userId, email: owner.email })
		expect(await findResetToken(hash), 'looking does not use it up').not.toBeNull()
		expect(await redeem('new')).toEqual({ ok: true })
		expect(await passwordOf(owner.email)).toBe('new')
		expect(await findResetToken(hash)).toBeNull()
		expect(await redeem('newer')).toEqual({ ok: false, reason: 'gone' })
		expect(await passwordOf(owner.email)).toBe('new')
		const { rowCount } = await database.adminPool.query('SELECT FROM session WHERE user_id = $1', [
			owner.userId,
		])
		expect(rowCount).toBe(0)
		expect(await mailsTo(database.adminPool, owner.email)).toHaveLength(2)
	})

	it('is known to the database by its hash alone', async () => {
		const { token } = await requested()
		const { rows } = await database.adminPool.query<{ text: string }>(
			'SELECT t::text AS text FROM user_token t',
		)
		expect(rows.length).toBeGreaterThan(0)
		expect(rows.some(({ text }) => text.includes(token))).toBe(false)
	})

	it('ends after its time', async () => {
		const { hash, redeem, owner } = await requested(new Date(Date.now() - 1000))
		expect(await findResetToken(hash)).toBeNull()
		expect(await redeem('new')).toEqual({ ok: false, reason: 'gone' })
		expect(await passwordOf(owner.email)).not.toBe('new')
	})

	it('of which ten arrive at once is won by one', async () => {
		for (let round = 0; round < 5; round++) {
			const { owner, redeem } = await requested()
			const results = await Promise.all(Array.from({ length: 10 }, (_, n) => redeem(`by ${n}`)))
			const winners = results.flatMap((result, n) => (result.ok ? [n] : []))
			expect(winners).toHaveLength(1)
			expect(await passwordOf(owner.email)).toBe(`by ${winners[0]}`)
		}
	})

	it('cancels the others that are under way', async () => {
		const { owner, redeem } = await requested()
		const second = createToken()
		const more = { userId: owner.userId, expiresAt: inAnHour(), mail: mailTo(owner.email) }
		await requestPasswordReset({ ...more, tokenHash: second.hash })
		expect(await redeem('new')).toEqual({ ok: true })
		expect(await findResetToken(second.hash)).toBeNull()
		expect(await redeem('newer', second.hash)).toEqual({ ok: false, reason: 'gone' })
	})

	it('of another user is none', async () => {
		const { hash } = await requested()
		const { owner } = await newCompany()
		const result = await redeemResetToken({
			userId: owner.userId,
			tokenHash: hash,
			passwordHash: 'stolen',
			mail: mailTo(owner.email),
		})
		expect(result).toEqual({ ok: false, reason: 'gone' })
		expect(await findResetToken(hash)).not.toBeNull()
	})
})

describe('asking for a reset', () => {
	it('writes nothing for nobody', async () => {
		const count = async () =>
			(
				await database.adminPool.query<{ n: number }>(
					'SELECT (SELECT count(*) FROM user_token)::int + (SELECT count(*) FROM outbox_message)::int AS n',
				)
			).rows[0]?.n
		const before = await count()
		await requestPasswordReset({
			userId: null,
			tokenHash: createToken().hash,
			expiresAt: inAnHour(),
			mail: mailTo('nobody@example.com'),
		})
		expect(await count()).toBe(before)
	})

	it('sends three mails an hour at most, also to those who ask twenty times at once', async () => {
		const { owner } = await newCompany()
		await Promise.all(
			Array.from({ length: 20 }, () =>
				requestPasswordReset({
					userId: owner.userId,
					tokenHash: createToken().hash,
					expiresAt: inAnHour(),
					mail: mailTo(owner.email),
				}),
			),
		)
		expect(await mailsTo(database.adminPool, owner.email)).toHaveLength(3)
		await database.adminPool.query(
			`UPDATE user_token SET created_at = now() - interval '61 minutes' WHERE user_id = $1`,
			[owner.userId],
		)
		const again = { userId: owner.userId, tokenHash: createToken().hash, expiresAt: inAnHour() }
		await requestPasswordReset({ ...again, mail: mailTo(owner.email) })
		expect(await mailsTo(database.adminPool, owner.email)).toHaveLength(4)
	})
})
