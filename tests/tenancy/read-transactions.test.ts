import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import {
	closeDatabase,
	openDatabase,
	queryAccount,
	withAccount,
	withAccountSql,
} from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const accountIds = Array.from({ length: 20 }, () => crypto.randomUUID())
const scopeOf = (index: number) => systemScope(accountIds[index % accountIds.length] ?? '')

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 4 })
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

type Sql = Parameters<Parameters<typeof withAccountSql>[1]>[0]
const accountsOf = async (sql: Sql) =>
	(await sql.query<{ id: string }>('SELECT id FROM account')).rows.map(({ id }) => id)

test('reads that are sent without waiting see their own account only, beside ordinary transactions', async () => {
	const seen: boolean[] = []
	let next = 0
	const worker = async () => {
		for (let index = next++; index < 3_000; index = next++) {
			const scope = scopeOf(index)
			const isOwn = (ids: string[]) => ids.length === 1 && ids[0] === scope.accountId
			if (index % 4 === 0) {
				const rows = await queryAccount<{ id: string }>(scope, 'SELECT id FROM account', [])
				seen.push(isOwn(rows.map(({ id }) => id)))
			} else if (index % 4 === 1)
				seen.push(await withAccount(scope, async ({ sql }) => isOwn(await accountsOf(sql))))
			else {
				const several = await withAccountSql(scope, (sql) =>
					Promise.all([1, 2, 3].map(() => accountsOf(sql))),
				)
				seen.push(several.every(isOwn))
			}
		}
	}
	await Promise.all(Array.from({ length: 12 }, worker))
	expect(seen).toHaveLength(3_000)
	expect(seen.filter((isOwn) => !isOwn)).toEqual([])
}, 60_000)

test('nothing can be written', async () => {
	await expect(
		withAccountSql(scopeOf(0), (sql) => sql.query(`UPDATE account SET name = 'x'`)),
	).rejects.toMatchObject({ code: '25006' })
	await expect(queryAccount(scopeOf(0), `UPDATE account SET name = 'x'`, [])).rejects.toMatchObject({
		code: '25006',
	})
})

test('a connection on which a read failed serves the next, whoever it is for', async () => {
	for (let index = 0; index < 40; index += 1) {
		await expect(
			withAccountSql(scopeOf(index), (sql) =>
				Promise.all([accountsOf(sql), sql.query('SELECT 1 / 0'), accountsOf(sql)]),
			),
		).rejects.toMatchObject({ code: '22012' })
		await expect(queryAccount(scopeOf(index), 'SELECT 1 / $1::int', [0])).rejects.toMatchObject({
			code: '22012',
		})
		const own = scopeOf(index + 1)
		expect(await queryAccount(own, 'SELECT id FROM account', [])).toEqual([{ id: own.accountId }])
		expect(await withAccountSql(own, accountsOf)).toEqual([own.accountId])
		expect(await withAccount(own, ({ sql }) => accountsOf(sql))).toEqual([own.accountId])
	}
})
