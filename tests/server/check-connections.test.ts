import { afterAll, expect, test } from 'vitest'
import { checkConnections } from '#app/server/check-connections.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const admin = database.adminPool

test('a pool larger than what the server gives is refused at start, in words', async () => {
	const { rows } = await admin.query<{ most: number }>(
		`SELECT current_setting('max_connections')::int AS most`,
	)
	const most = rows[0]?.most ?? 0
	await checkConnections(database.appUrl, most - 20)
	const refused = checkConnections(database.appUrl, most)
	await expect(refused).rejects.toThrow(
		new RegExp(`DATABASE_POOL_SIZE is ${most}.* ${most - 3} connections at most`),
	)
	await expect(refused).rejects.toMatchObject({ exitCode: 78 })
})

test('a limit of the database counts as well', async () => {
	await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 7`)
	await checkConnections(database.appUrl, 7)
	await expect(checkConnections(database.appUrl, 8)).rejects.toThrow('7 connections at most')
})

afterAll(() => admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`))
