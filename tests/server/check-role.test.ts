import { afterAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase, queryWithoutAccount } from '#app/data/database.server.ts'
import { checkApplicationRole } from '#app/server/check-role.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
afterAll(closeDatabase)

test("the application's own sign-in passes, and so does one string for everything", async () => {
	for (const url of [database.appUrl, database.ownerUrl, database.adminUrl]) {
		await expect(checkApplicationRole(url)).resolves.toBeUndefined()
	}
})

test.each(['appUrl', 'ownerUrl', 'adminUrl'] as const)(
	'the pool works as the lesser role over %s',
	async (url) => {
		openDatabase({ connectionString: database[url] })
		const role = () =>
			queryWithoutAccount(
				'SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
			)
		const lesser = [{ name: 'contour_app', rolsuper: false, rolbypassrls: false }]
		expect(await role()).toEqual(lesser)
		await queryWithoutAccount('RESET ROLE')
		expect(await role()).toEqual(lesser)
		await closeDatabase()
	},
)

test('a role that owns a table is refused', async () => {
	await database.adminPool.query('CREATE TABLE stray (id int); ALTER TABLE stray OWNER TO contour_app')
	await expect(checkApplicationRole(database.appUrl)).rejects.toThrow(/contour_app owns tables/)
	await database.adminPool.query('DROP TABLE stray')
})

test('somebody who may not become the lesser role is refused', async () => {
	const name = `stranger_${database.name}`
	await database.adminPool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret'`)
	const url = new URL(database.appUrl)
	url.username = name
	url.password = 'secret'
	await expect(checkApplicationRole(url.href)).rejects.toThrow(
		/needs a role that is contour_app or a member of it/,
	)
	await database.adminPool.query(`DROP ROLE ${name}`)
})
