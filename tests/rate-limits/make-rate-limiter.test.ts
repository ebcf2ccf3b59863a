import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { makeRateLimiter } from '#app/data/make-rate-limiter.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const query = database.adminPool.query.bind(database.adminPool)

beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

test('what has ended is swept by whoever tries next', async () => {
	const ended = `old:${'a'.repeat(64)}`
	const running = `old:${'b'.repeat(64)}`
	await query(`INSERT INTO rate_limit VALUES ($1, 1, 1), ($2, 1, $3)`, [ended, running, Date.now() + 60_000])
	expect(await makeRateLimiter({ name: 'new', points: 1, seconds: 60 }).take('something')).toBe(0)
	const left = async () =>
		(await query<{ key: string }>(`SELECT key FROM rate_limit WHERE key LIKE 'old:%'`)).rows.map(
			({ key }) => key,
		)
	await expect.poll(left, { timeout: 10_000 }).toEqual([running])
})

test('of many at the same moment as many pass as may; one put back lets one more in', async () => {
	const limiter = makeRateLimiter({ name: 'some', points: 7, seconds: 60 })
	const waits = await Promise.all(Array.from({ length: 50 }, () => limiter.take('the same')))
	expect(waits.filter((seconds) => seconds === 0)).toHaveLength(7)
	expect(Math.max(...waits)).toBeLessThanOrEqual(60)
	expect(await limiter.take('another')).toBe(0)
	await limiter.clear('the same')
	for (let n = 0; n < 7; n++) expect(await limiter.take('the same')).toBe(0)
	await limiter.giveBack('the same')
	expect([await limiter.take('the same'), await limiter.take('the same')].map((wait) => wait > 0)).toEqual([
		false,
		true,
	])
})
