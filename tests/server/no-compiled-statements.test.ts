import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase, queryWithoutAccount } from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

test('no statement is compiled, also where the PostgreSQL would', async () => {
	await database.adminPool.query(`ALTER DATABASE ${database.name} SET jit = on`)
	expect(await queryWithoutAccount('SHOW jit')).toEqual([{ jit: 'off' }])
})
