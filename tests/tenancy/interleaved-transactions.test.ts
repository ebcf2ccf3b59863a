import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase, queryWithoutAccount, withAccount } from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const accountIds = Array.from({ length: 20 }, () => crypto.randomUUID())

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	for (const id of accountIds) {
		await withAccount(systemScope(id), ({ db }) =>
			db.account.create({
				data: { id, slug: `a-${id.slice(0, 8)}`, name: id, timeZone: 'UTC', locale: 'en' },
				select: { id: true },
			}),
		)
	}
})
afterAll(closeDatabase)

test('10,000 interleaved transactions of 20 accounts on a pool of 8 mix nothing', async () => {
	let mixed = 0
	let done = 0
	const tickets = Array.from({ length: 10_000 }, (_, index) => accountIds[index % accountIds.length] ?? '')
	const worker = async () => {
		for (let id = tickets.pop(); id !== undefined; id = tickets.pop()) {
			const accountId = id
			await withAccount(systemScope(accountId), async ({ db, sql }) => {
				// Prisma batches what is asked for in one tick: exactly what must not cross accounts.
				const one = await db.account.findUnique({ where: { id: accountId }, select: { name: true } })
				const { rows } = await sql.query<{ id: string }>('SELECT id FROM account')
				if (one?.name !== accountId || rows.length !== 1 || rows[0]?.id !== accountId) mixed += 1
			})
			done += 1
		}
	}
	await Promise.all(Array.from({ length: 40 }, worker))
	expect({ done, mixed }).toEqual({ done: 10_000, mixed: 0 })
}, 120_000)

test('what one transaction set is gone for the next on the same connection', async () => {
	const [row] = await queryWithoutAccount<{ count: string }>('SELECT count(*) FROM account')
	expect(row?.count).toBe('0')
})

test('a transaction inside a transaction is refused', async () => {
	const scope = systemScope(accountIds[0] ?? '')
	await expect(withAccount(scope, () => withAccount(scope, async () => 1))).rejects.toThrow(
		'A transaction is open here',
	)
})
