import { afterEach, describe, expect, test } from 'vitest'
import { firmsOn } from '#tests/auth/firms.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import type { Answer } from '#tests/auth/visitor.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(
	database,
	{ LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '2' },
	{ timeouts: { database: { lock: 5000, statement: 7000, connection: 2500 } } },
)
const { foundCompany } = firmsOn(server.url, database)
const query = database.adminPool.query.bind(database.adminPool)
const post = (path: string, fields: Record<string, string>) => newVisitor(server.url).post(path, fields)
const get = (path: string) => newVisitor(server.url).get(path)

function expectBusy(answer: Answer): void {
	expect(answer.status).toBe(503)
	expect(answer.headers.get('Retry-After')).toBe('5')
	expect(textOf(answer.body)).toContain('Busy right now')
}

/** Holds something of the database in a transaction of another connection while `run` runs. */
async function holding<T>(statement: string, values: unknown[], run: () => Promise<T>): Promise<T> {
	const client = await database.adminPool.connect()
	try {
		await client.query('BEGIN')
		await client.query(statement, values)
		return await run()
	} finally {
		await client.query('ROLLBACK')
		client.release()
	}
}

const countActivity = async (where: string): Promise<number> => {
	const { rows } = await query<{ n: number }>(
		`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND usename = 'contour_app' AND ${where}`,
		[database.name],
	)
	return rows[0]?.n ?? -1
}

afterEach(async () => {
	// Whatever timed out has let go of its connection, and both of the pool work.
	await expect.poll(() => countActivity(`state <> 'idle'`), { timeout: 10_000 }).toBe(0)
	const answers = await Promise.all([get('/sign-in'), get('/sign-in')])
	expect(answers.map(({ status }) => status)).toEqual([200, 200])
})

describe('a request that finds its data locked', () => {
	test('gives up, does nothing, and works the next time', async () => {
		const { email } = await foundCompany()
		const resets = async () =>
			(await mailsTo(database.adminPool, email)).filter(({ subject }) => /password/i.test(subject)).length
		await holding(`SELECT FROM "user" WHERE email = $1 FOR UPDATE`, [email], async () => {
			// The token's foreign key waits for the row of its user.
			expectBusy(await post('/forgot-password', { email }))
		})
		expect(await resets()).toBe(0)
		expect((await post('/forgot-password', { email })).status).toBe(303)
		expect(await resets()).toBe(1)
	})

	test('lets no sign-in pass uncounted', async () => {
		await holding('LOCK TABLE rate_limit IN ACCESS EXCLUSIVE MODE', [], async () => {
			const answer = await post('/sign-in', { email: 'nobody@example.com', password: 'not the password' })
			expectBusy(answer)
			expect(answer.headers.getSetCookie()).toEqual([])
		})
	})
})

test('a statement that takes too long is ended', async () => {
	await query(`CREATE FUNCTION sleep_long() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
		CREATE TRIGGER sleep_long BEFORE INSERT ON "user" FOR EACH ROW EXECUTE FUNCTION sleep_long()`)
	const fields = {
		accountName: 'Slow Ltd',
		name: 'Ada',
		email: 'slow@example.com',
		password: 'correct horse battery',
	}
	try {
		expectBusy(await post('/sign-up', fields))
		const { rowCount } = await query(`SELECT FROM account WHERE name = 'Slow Ltd'`)
		expect(rowCount, 'all or nothing').toBe(0)
	} finally {
		await query('DROP FUNCTION sleep_long CASCADE')
	}
	expect((await post('/sign-up', fields)).status).toBe(303)
})

test('a request that finds every connection taken is told so while the others still wait', async () => {
	const firms = [await foundCompany(), await foundCompany()]
	await holding(`SELECT FROM "user" FOR UPDATE`, [], async () => {
		const waiting = Promise.all(firms.map(({ email }) => post('/forgot-password', { email })))
		await expect
			.poll(() => countActivity(`wait_event_type = 'Lock'`), { timeout: 10_000, interval: 20 })
			.toBe(2)
		expectBusy(await get('/sign-in'))
		expect(await countActivity(`wait_event_type = 'Lock'`), 'still waiting').toBe(2)
		for (const answer of await waiting) expectBusy(answer)
	})
})
