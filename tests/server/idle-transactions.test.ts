import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import {
	closeDatabase,
	openDatabase,
	queryWithoutAccount,
	withAccountSql,
	withUser,
} from '#app/data/database.server.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()

beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 1, timeouts: { idle: 200 } }))
afterAll(closeDatabase)

const works = async () => expect(await queryWithoutAccount('SELECT 1 AS one')).toEqual([{ one: 1 }])

test('a transaction in which nothing happens is ended, and its connection replaced', async () => {
	const stuck = withUser(randomUUID(), async ({ sql }) => {
		await sql.query('SELECT 1')
		await sleep(1000)
		await sql.query('SELECT 1')
	})
	const error = await stuck.then(
		() => null,
		(thrown: unknown) => thrown,
	)
	expect(isUnavailable(error)).toBe(true)
	await works()
})

test('a connection that is cut in the middle of a read fails that read and no more', async () => {
	const read = withAccountSql(systemScope(randomUUID()), async (sql) => {
		const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
		await Promise.all([
			sql.query('SELECT pg_sleep(60)'),
			database.adminPool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
		])
	})
	const error = await read.then(
		() => null,
		(thrown: unknown) => thrown,
	)
	expect(isUnavailable(error)).toBe(true)
	await works()
})
