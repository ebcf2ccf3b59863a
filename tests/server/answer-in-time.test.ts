import { expect, test } from 'vitest'
import { firmsOn } from '#tests/auth/firms.ts'
import { newVisitor } from '#tests/auth/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { expectGuarded } from './guarded.ts'

const database = await createTestDatabase()
const server = await startTestServer(
	database,
	{ LOG_LEVEL: 'silent' },
	{ timeouts: { request: { answer: 1500 } } },
)
const { foundCompany } = firmsOn(server.url, database)

test('a request that is not answered in time gets 503, its work is still whole, and the next one works', async () => {
	const { email } = await foundCompany()
	const ask = () => newVisitor(server.url).post('/forgot-password', { email })
	const sent = async () => {
		const { rows } = await database.adminPool.query<{ n: number }>(
			`SELECT count(*)::int AS n FROM outbox_message WHERE recipient = $1 AND subject ~* 'password'`,
			[email],
		)
		return rows[0]?.n
	}
	const client = await database.adminPool.connect()
	await client.query('BEGIN')
	await client.query(`SELECT FROM "user" WHERE email = $1 FOR UPDATE`, [email])
	const answer = await ask()
	expect(answer.status).toBe(503)
	expect(answer.body).toContain('look before you repeat it')
	expect(answer.headers.get('retry-after')).toBe('5')
	expect(answer.headers.get('cache-control')).toBe('private, no-store')
	expectGuarded(answer.headers)
	await client.query('ROLLBACK')
	client.release()
	await expect.poll(sent, { timeout: 20_000 }).toBe(1)
	expect((await ask()).status).toBe(303)
	expect(await sent()).toBe(2)
})
