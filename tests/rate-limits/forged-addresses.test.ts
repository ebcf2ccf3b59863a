import { expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { newVisitor } from '#tests/auth/visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

it('what a client says of its address changes nothing while no proxy is trusted', async () => {
	const statuses: number[] = []
	for (let n = 0; n < 7; n++) {
		const forged = {
			'X-Forwarded-For': `203.0.113.${n}`,
			Forwarded: `for=203.0.113.${n}`,
			'X-Real-IP': `203.0.113.${n}`,
		}
		const fields = { email: 'nobody@example.com', password: 'not the password' }
		statuses.push((await newVisitor(server.url).post('/sign-in', fields, forged)).status)
	}
	expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
})
