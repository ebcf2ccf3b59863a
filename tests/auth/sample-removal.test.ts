import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { removeSampleAccount } from '#app/data/remove-sample-account.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { insertRow, oneOfEverything } from '#tests/tenancy/one-of-everything.ts'
import type { Company } from './new-company.ts'
import { join, newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 4 }))
afterAll(closeDatabase)

/** Rows of each table, in the account and elsewhere, read behind the application's back. */
async function countRows(accountId: string) {
	const { rows: tables } = await database.adminPool.query<{ table: string; column: string }>(
		`SELECT c.relname AS table, CASE WHEN c.relname = 'account' THEN 'id' ELSE 'account_id' END AS column
		 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
			AND (c.relname = 'account' OR EXISTS (SELECT FROM pg_attribute a
				WHERE a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped))
		 ORDER BY 1`,
	)
	const counts = await Promise.all(
		tables.map(async ({ table, column }) => {
			const { rows } = await database.adminPool.query<{ here: number; elsewhere: number }>(
				`SELECT count(*) FILTER (WHERE ${column} = $1)::int AS here,
					count(*) FILTER (WHERE ${column} IS DISTINCT FROM $1)::int AS elsewhere FROM "${table}"`,
				[accountId],
			)
			return [table, rows[0] ?? { here: -1, elsewhere: -1 }] as const
		}),
	)
	return new Map(counts)
}

/** A row in every tenant table, as the tests of row-level security keep them. */
async function fill({ accountId }: Company) {
	const ids = { accountId, userId: crypto.randomUUID(), otherUserId: crypto.randomUUID(), isSample: true }
	const here = new Set([
		'account',
		'membership',
		'audit_event',
		'pseudonym',
		'role_family',
		'framework_version',
	])
	await database.adminPool.query(
		`INSERT INTO outbox_message (account_id, recipient, subject, text, html) VALUES ($1, 'a@example.com', 's', 't', 'h')`,
		[accountId],
	)
	const client = await database.adminPool.connect()
	try {
		await client.query('SET session_replication_role = replica')
		for (const [table, row] of oneOfEverything(ids)) if (!here.has(table)) await insertRow(client, table, row)
		await client.query('RESET session_replication_role')
	} finally {
		client.release()
	}
}

it('takes everything of the sample company and nothing of anybody else', async () => {
	const sample = await newCompany({ email: 'owner@meridian.example', isSample: true, slug: 'meridian' })
	const other = await newCompany()
	await fill(sample)
	await fill(other)
	const guest = await join(sample, { roles: ['executive'], email: 'guest@example.com' })
	const traveller = await join(sample, { roles: ['hr'], email: 'traveller@meridian.example' })
	await database.adminPool.query(
		`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, ARRAY['member']::role[])`,
		[other.accountId, traveller.userId],
	)
	const before = await countRows(sample.accountId)
	for (const [table, { here }] of before) expect(here, `${table} has a row to remove`).toBeGreaterThan(0)

	expect(await removeSampleAccount(sample.owner.scope)).toBe(true)

	const after = await countRows(sample.accountId)
	for (const [table, { elsewhere }] of before) expect(after.get(table), table).toEqual({ here: 0, elsewhere })
	expect(await findUserByEmail('owner@meridian.example')).toBeNull()
	expect(await findUserByEmail(guest.email), 'a guest stays').not.toBeNull()
	expect(await listUserMemberships(guest.userId)).toEqual([])
	expect(await listUserMemberships(traveller.userId)).toMatchObject([{ accountId: other.accountId }])
	expect(await removeSampleAccount(sample.owner.scope), 'a second time').toBe(false)
})

it('leaves an account alone that is no sample, whatever its people are called', async () => {
	const company = await newCompany({ email: 'somebody@meridian.example' })
	const before = await countRows(company.accountId)
	expect(await removeSampleAccount(company.owner.scope)).toBe(false)
	expect(await countRows(company.accountId)).toEqual(before)
	const deleted = await withAccount(company.owner.scope, async ({ sql }) => {
		await sql.query('DELETE FROM outbox_message')
		return (await sql.query('DELETE FROM account')).rowCount
	})
	expect(deleted).toBe(0)
	expect(await countRows(company.accountId)).toEqual(before)
})
