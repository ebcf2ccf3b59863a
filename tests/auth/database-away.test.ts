import { expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { onDatabase, withClient } from '#tests/support/test-cluster.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { LOG_LEVEL: 'silent' })

it('pages say that they are busy while the database is away, and come back with it', async () => {
	const visitor = newVisitor(server.url)
	const signIn = () => visitor.post('/sign-in', { email: 'nobody@example.com', password: 'not the password' })
	expect((await signIn()).status).toBe(400)
	await withClient(onDatabase(database.adminUrl, 'postgres'), async (client) => {
		const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`
		await client.query(cut, [database.name])
		await client.query(`ALTER DATABASE ${database.name} RENAME TO ${database.name}_away`)
		try {
			for (const answer of [await signIn(), await visitor.get('/sign-in'), await visitor.get('/')]) {
				expect(answer.status).toBe(503)
				expect(textOf(answer.body)).toContain('Busy right now')
				expect(answer.body).not.toMatch(/<script/)
			}
			expect((await visitor.get('/sign-in.data')).status).toBe(503)
		} finally {
			await client.query(`ALTER DATABASE ${database.name}_away RENAME TO ${database.name}`)
		}
	})
	expect((await signIn()).status).toBe(400)
	expect((await visitor.get('/')).status).toBe(200)
})
