import { expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { oneOfEverything } from './one-of-everything.ts'

/** What Citus asks of tables that are distributed by account, read from the catalog. */
const database = await createTestDatabase()
const distributed = oneOfEverything({
	...{ accountId: '', userId: '', otherUserId: '', isSample: false },
})
	.map(([table]) => table)
	.filter((table) => table !== 'account')

const list = async (sql: string): Promise<string[]> => {
	const { rows } = await database.adminPool.query<{ name: string }>(sql, [distributed])
	return rows.map(({ name }) => name)
}

test('every distributed table has a primary key, and the account is in each of its keys', async () => {
	expect(
		await list(
			`SELECT t AS name FROM unnest($1::text[]) t WHERE NOT EXISTS (
				SELECT FROM pg_constraint WHERE contype = 'p' AND conrelid = format('%I', t)::regclass)`,
		),
	).toEqual([])
	expect(
		await list(
			`SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
			 WHERE c.relname = ANY ($1) AND c.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT EXISTS (
				SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname = 'account_id')`,
		),
	).toEqual([])
})

test('a foreign key pairs the account with the account, or leads to the account itself or to users', async () => {
	const leading = await list(
		`SELECT c.conname AS name FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
		 WHERE c.contype = 'f' AND r.relname = ANY ($1) AND NOT EXISTS (
			SELECT FROM unnest(c.conkey, c.confkey) AS pair (own, theirs)
			JOIN pg_attribute o ON o.attrelid = c.conrelid AND o.attnum = pair.own AND o.attname = 'account_id'
			JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = pair.theirs
				AND t.attname = CASE WHEN c.confrelid = 'account'::regclass THEN 'id' ELSE 'account_id' END)
		 ORDER BY 1`,
	)
	// Users belong to no account; with Citus they are a reference table.
	expect(leading).toEqual(['membership_user_id_fkey'])
})

test('a key of an account is never of a serial number, which would be given out in one place', async () => {
	expect(
		await list(
			`SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			 WHERE c.relname = ANY ($1) AND (a.attidentity <> '' OR EXISTS (
				SELECT FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum
				AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%'))`,
		),
	).toEqual([])
	expect(
		await list(
			`SELECT conname AS name FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE contype = 'x' AND r.relname = ANY ($1)`,
		),
	).toEqual([])
})
