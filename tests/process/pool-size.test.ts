import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { databaseOf, makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'

const folder = makeDataFolder()
afterAll(() => removeDataFolder(folder))

test('the embedded server takes as many connections as the largest pool, and some beside', async () => {
	const application = startApplication(folder, { DATABASE_POOL_SIZE: '200' })
	await application.ready
	const client = new Client({ connectionString: databaseOf(folder).adminUrl })
	await client.connect()
	const { rows } = await client.query<{ most: number }>(
		`SELECT current_setting('max_connections')::int AS most`,
	)
	await client.end()
	expect(rows[0]?.most).toBe(250)
	application.child.kill('SIGTERM')
	expect(await application.ended).toBe(0)
})
