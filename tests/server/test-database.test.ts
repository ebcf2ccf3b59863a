import { expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const other = await createTestDatabase()

test('a clone has the schema, and each file a clone of its own', async () => {
	await database.ownerPool.query('CREATE TABLE only_here (id int)')
	const found = async (pool: typeof database.ownerPool) => {
		const { rows } = await pool.query(
			"SELECT to_regclass('account') AS account, to_regclass('only_here') AS own",
		)
		return rows[0]
	}
	expect(await found(database.ownerPool)).toEqual({ account: 'account', own: 'only_here' })
	expect(await found(other.ownerPool)).toEqual({ account: 'account', own: null })
})

test('the application signs in as a role that owns nothing and cannot bypass row-level security', async () => {
	const { rows } = await database.appPool.query(
		`SELECT current_user AS name, session_user AS login, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
			(SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
		FROM pg_roles r WHERE rolname = current_user`,
	)
	expect(rows[0]).toEqual({
		...{ name: 'contour_app', login: 'contour_app', owned: 0 },
		...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
	})
})

test('the owner of the schema is no superuser', async () => {
	const { rows } = await database.ownerPool.query(
		'SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
	)
	expect(rows[0]).toEqual({ name: 'contour_owner', rolsuper: false, rolbypassrls: false })
})
