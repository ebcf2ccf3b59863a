import { expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: 'loopback', LOG_LEVEL: 'silent' })
const GIVEN = '0192f0c1-trace_of_the-proxy'

const idOf = async (given?: string, path = '/sign-in') => {
	const response = await fetch(server.url + path, { headers: given ? { 'X-Request-Id': given } : {} })
	return { id: response.headers.get('X-Request-Id'), status: response.status, body: await response.text() }
}

test('a trusted proxy gives a request its id', async () => {
	expect((await idOf(GIVEN)).id).toBe(GIVEN)
})

test.each(['short', 'x'.repeat(65), 'olga@example.com', 'two words of text', '"><script>alert()'])(
	'%s is no id, and gets another',
	async (given) => {
		expect((await idOf(given)).id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
	},
)

test('what does not exist says the same to everybody, without an id; what broke names it on its page', async () => {
	const [one, two] = [await idOf(GIVEN, '/nothing'), await idOf(`${GIVEN}-2`, '/nothing')]
	expect(one).toMatchObject({ status: 404, id: GIVEN })
	expect(one.body).toBe(two.body)
	await database.adminPool.query('ALTER TABLE invitation RENAME TO gone')
	const broken = await idOf(GIVEN, '/invitations/x')
	expect(broken).toMatchObject({ status: 500, id: GIVEN })
	expect(broken.body).toContain(GIVEN)
	await database.adminPool.query('ALTER TABLE gone RENAME TO invitation')
})
