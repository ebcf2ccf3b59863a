import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { insertRow, oneOfEverything, type AccountIds } from './one-of-everything.ts'
import { checkOfPolicy, type Accounts } from './policy-checks.ts'
import { probe } from './probe.ts'
import { checkTenantTable } from './table-checks.ts'

const database = await createTestDatabase()

const account = (isSample = false): AccountIds => ({
	accountId: crypto.randomUUID(),
	userId: crypto.randomUUID(),
	otherUserId: crypto.randomUUID(),
	isSample,
})
const accounts: Accounts = { own: account(), other: account(), sample: account(true) }

/** Without an account these hold nothing of a tenant, or guard themselves by the user. */
const notTenant = new Set([
	'user',
	'session',
	'user_token',
	'outbox_message',
	'rate_limit',
	'_prisma_migrations',
])

const definerFunctions = [
	'count_accounts',
	'count_outbox',
	'erase_person',
	'find_account_by_slug',
	'find_api_token',
	'find_invitation',
	'find_session',
	'find_user_by_email',
	'find_user_token',
	'forget_old_deliveries',
	'forget_old_jobs',
	'list_accounts',
	'list_audit_tails',
	'list_cycles_to_tend',
	'list_due_deliveries',
	'list_due_report_schedules',
	'list_erased_people',
	'list_migrations',
	'list_outbox',
	'list_outcomes_to_check',
	'list_stalled_jobs',
	'list_user_memberships',
	'settle_outbox',
	'take_outbox',
	'take_outbox_mail',
]

const list = async (sql: string): Promise<string[]> =>
	(await database.adminPool.query<{ name: string }>(sql)).rows.map((row) => row.name)

const tables = await list(
	`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
)
const policies = (
	await database.adminPool.query<{ table: string; policy: string }>(
		`SELECT tablename AS table, policyname AS policy FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`,
	)
).rows
const tenantTables = tables.filter((table) => !notTenant.has(table))

/** In a transaction of the owner that is taken back; the owner may take on the application's role. */
async function asOwner<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	const client = await database.ownerPool.connect()
	try {
		await client.query('BEGIN')
		return await run(client)
	} finally {
		await client.query('ROLLBACK')
		client.release()
	}
}

beforeAll(async () => {
	const client = await database.ownerPool.connect()
	try {
		for (const ids of Object.values(accounts)) {
			await client.query('BEGIN')
			await client.query('SET LOCAL ROLE contour_app')
			await client.query(
				`SELECT set_config('app.account_id', $1, true), set_config('app.user_id', $2, true)`,
				[ids.accountId, ids.userId],
			)
			const domain = ids.isSample ? 'meridian.example' : 'example.com'
			await insertRow(client, 'user', {
				id: ids.userId,
				email: `${ids.userId}@${domain}`,
				name: 'User',
				password_hash: 'x',
			})
			const later = { expires_at: '2100-01-01' }
			await insertRow(client, 'session', {
				id: `session-${ids.userId}`,
				user_id: ids.userId,
				absolute_end_at: '2100-01-01',
				...later,
			})
			await insertRow(client, 'user_token', {
				id: `token-${ids.userId}`,
				user_id: ids.userId,
				purpose: 'reset',
				...later,
			})
			await insertRow(client, 'rate_limit', { key: `test:${ids.userId.replaceAll('-', '').repeat(2)}` })
			await insertRow(client, 'outbox_message', {
				account_id: null,
				recipient: 'a@example.com',
				subject: 's',
				text: 't',
				html: 'h',
			})
			for (const [table, row] of oneOfEverything(ids)) await insertRow(client, table, row)
			await client.query('COMMIT')
		}
	} finally {
		client.release()
	}
})

describe('the roles', () => {
	test('the application owns nothing and bypasses nothing', async () => {
		const { rows } = await database.adminPool.query(
			`SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname IN ('contour_app', 'contour_eraser', 'contour_lookup') ORDER BY 1`,
		)
		expect(rows).toEqual(
			['contour_app', 'contour_eraser', 'contour_lookup'].map((rolname) => ({
				rolname,
				rolsuper: false,
				rolbypassrls: false,
				rolcreaterole: false,
				rolcreatedb: false,
			})),
		)
		expect(
			await list(`SELECT relname AS name FROM pg_class WHERE relowner = 'contour_app'::regrole
				UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'contour_app'::regrole`),
		).toEqual([])
		const memberships = await list(
			`SELECT r.rolname AS name FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = 'contour_app'::regrole`,
		)
		expect(memberships).toEqual([])
	})
})

describe('what the catalog holds', () => {
	test('a backup reads every table, and nobody but the owner may let it', async () => {
		expect(policies.filter(({ policy }) => policy === 'backup_read').map(({ table }) => table)).toEqual(
			tables.filter((table) => table !== '_prisma_migrations'),
		)
		expect(
			await list(`SELECT 'app' AS name WHERE pg_has_role('contour_app', 'contour_backup', 'MEMBER')
			OR has_function_privilege('contour_app', 'allow_backup()', 'EXECUTE')`),
		).toEqual([])
	})

	test('every table is a tenant table or is named as none', () => {
		expect(tenantTables).toEqual(
			oneOfEverything(accounts.own)
				.map(([table]) => table)
				.toSorted(),
		)
	})

	test('row-level security is enabled and forced on every table', async () => {
		const open = await list(
			`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
			 AND relname <> '_prisma_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)`,
		)
		expect(open).toEqual([])
		const migrations = await asOwner((client) =>
			probe(client, accounts.own, (c) => c.query('SELECT * FROM _prisma_migrations')),
		)
		expect(migrations.code).toBe('42501')
	})

	test('there is no view, and every SECURITY DEFINER function is known, pinned and not owned by a superuser', async () => {
		expect(
			await list(
				`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')`,
			),
		).toEqual([])
		const functions = await database.adminPool.query(
			`SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner, p.proconfig AS config,
				has_function_privilege('public', p.oid, 'EXECUTE') AS everybody
			 FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
		)
		expect(functions.rows.map((row) => row.name)).toEqual(definerFunctions)
		for (const row of functions.rows) {
			expect(row).toMatchObject({
				owner: row.name === 'erase_person' ? 'contour_eraser' : 'contour_lookup',
				config: ['search_path=public, pg_temp'],
				everybody: false,
			})
		}
	})

	test('the account stands first in every primary, unique and foreign key of a tenant table', async () => {
		const { rows } = await database.adminPool.query<{
			table: string
			name: string
			kind: string
			first: string
		}>(
			`SELECT c.conrelid::regclass::text AS table, c.conname AS name, c.contype AS kind, a.attname AS first
			 FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
			 WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f')
			 UNION ALL
			 SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, 'u', a.attname
			 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
			 WHERE i.indisunique AND i.indrelid::regclass::text = ANY ($1)`,
			[tenantTables],
		)
		const keysOfTenants = rows.filter((row) => tenantTables.includes(row.table) && row.table !== 'account')
		expect(keysOfTenants.length).toBeGreaterThan(60)
		// A user is global: the one key that leads out of the account.
		const wrong = keysOfTenants.filter(
			(row) => row.first !== 'account_id' && row.name !== 'membership_user_id_fkey',
		)
		expect(wrong).toEqual([])
	})

	test('every foreign key has an index that begins with its columns', async () => {
		const missing = await list(
			`SELECT c.conrelid::regclass || ': ' || c.conname AS name FROM pg_constraint c
			 WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
				SELECT FROM pg_index i WHERE i.indrelid = c.conrelid
				-- Rows without what the key points at need no place in it.
				AND (i.indpred IS NULL OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
					AND pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
				AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
		)
		expect(missing).toEqual([])
	})
})

describe('each tenant table: select, insert, update and delete by the own account, another and none', () => {
	test.each(tenantTables)('%s', async (table) => {
		expect(await asOwner((client) => checkTenantTable(client, table, accounts))).toEqual([])
	})
})

describe('each policy', () => {
	test.each(policies)(
		'$table.$policy holds, and its check fails when it is dropped',
		async ({ table, policy }) => {
			const check = checkOfPolicy(table, policy)
			if (!check) throw new Error(`No check is written for ${table}.${policy}: add it to policy-checks.ts.`)
			expect(await asOwner((client) => check(client, accounts))).toEqual([])
			const without = await asOwner(async (client) => {
				await client.query(`DROP POLICY ${policy} ON "${table}"`)
				return check(client, accounts)
			})
			expect(without).not.toEqual([])
		},
	)
})
