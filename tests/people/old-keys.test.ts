import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

type Account = Awaited<ReturnType<typeof foundAccount>>

const send = ({ scope }: Account, key: string) =>
	withAccount(scope, (transaction) =>
		runOnce(transaction, scope, { key, action: 'test' }, async () => ({ ok: true })),
	)

/** Ages in whole days of what is kept of an account, youngest first. */
async function agesOf({ accountId }: Account): Promise<number[]> {
	const { rows } = await database.adminPool.query<{ days: number }>(
		`SELECT extract(day FROM now() - created_at)::int AS days FROM idempotency_key WHERE account_id = $1 ORDER BY 1`,
		[accountId],
	)
	return rows.map(({ days }) => days)
}

const writeKeys = ({ accountId, scope }: Account, count: number, days: number) =>
	database.adminPool.query(
		`INSERT INTO idempotency_key (account_id, user_id, key, action, response, created_at)
		 SELECT $1, $2, 'old:' || $4::int || ':' || n, 'old', '{"ok":true}', now() - make_interval(days => $4::int)
		 FROM generate_series(1, $3::int) n`,
		[accountId, scope.userId, count, days],
	)

test('a new key takes old ones of its account away, a few at a time, and leaves those of this week', async () => {
	const [account, other] = [
		await foundAccount(database.adminPool, 'keys'),
		await foundAccount(database.adminPool, 'other-keys'),
	]
	await writeKeys(account, 30, 9)
	await writeKeys(account, 2, 6)
	await writeKeys(other, 3, 9)

	const key = randomUUID()
	await send(account, key)
	expect(await agesOf(account)).toEqual([0, 6, 6, ...Array<number>(10).fill(9)])
	await send(account, key)
	expect(await agesOf(account)).toHaveLength(13)
	await send(account, randomUUID())
	expect(await agesOf(account)).toEqual([0, 0, 6, 6])
	expect(await agesOf(other)).toEqual([9, 9, 9])
})

test('many at once sweep without waiting for each other, and each acts once', async () => {
	const account = await foundAccount(database.adminPool, 'keys-at-once')
	await writeKeys(account, 200, 30)
	const answers = await Promise.all(Array.from({ length: 24 }, () => send(account, randomUUID())))
	expect(answers).toEqual(Array.from({ length: 24 }, () => ({ ok: true })))
	expect((await agesOf(account)).filter((days) => days === 0)).toHaveLength(24)
	await send(account, randomUUID())
	expect((await agesOf(account)).filter((days) => days > 7)).toEqual([])
})
