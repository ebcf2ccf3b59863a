import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { findDrift } from '#prisma/diff.ts'
import { migrate } from '#prisma/migrate.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { DATABASE_PREFIX, onDatabase, withClient } from '#tests/support/test-cluster.ts'

const cluster = inject('testCluster')
const migrated = await createTestDatabase()
const admin = onDatabase(cluster.adminUrl, 'postgres')
const folder = mkdtempSync(path.join(tmpdir(), 'contour-migrations-'))

/** An empty database, and a folder with migrations of the test's own. */
let connectionString = ''
let directory = ''
let count = 0

beforeEach(async () => {
	const name = `${DATABASE_PREFIX}${process.pid}_migrate_${++count}`
	await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} OWNER contour_owner`))
	connectionString = onDatabase(cluster.ownerUrl, name)
	directory = path.join(folder, String(count))
	write('1_first', 'CREATE TABLE one (id int);')
	write('2_second', `DO $$ BEGIN CREATE TABLE two (id int); INSERT INTO one VALUES (1); END $$;`)
})
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true })
	await withClient(admin, async (client) => {
		for (let each = 1; each <= count; each++) {
			await client.query(`DROP DATABASE IF EXISTS ${DATABASE_PREFIX}${process.pid}_migrate_${each} (FORCE)`)
		}
	})
})

function write(name: string, sql: string): void {
	mkdirSync(path.join(directory, name), { recursive: true })
	writeFileSync(path.join(directory, name, 'migration.sql'), sql)
}
const run = () => migrate({ connectionString, directory })
const query = (sql: string) => withClient(connectionString, async (client) => (await client.query(sql)).rows)
const tables = async () => {
	const rows = await query(
		"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
	)
	return rows.map(({ relname }) => String(relname)).toSorted()
}

test('it applies in order, once, and keeps the history as Prisma does', async () => {
	expect(await run()).toEqual(['1_first', '2_second'])
	expect(await run()).toEqual([])
	write('3_third', 'ALTER TABLE one ADD COLUMN name text;')
	expect(await run()).toEqual(['3_third'])
	const history = await query('SELECT * FROM _prisma_migrations ORDER BY started_at')
	expect(history.map(({ migration_name }) => migration_name)).toEqual(['1_first', '2_second', '3_third'])
	expect(history[0]).toMatchObject({
		checksum: createHash('sha256').update('CREATE TABLE one (id int);').digest('hex'),
		...{ applied_steps_count: 1, rolled_back_at: null, logs: null },
		...{ finished_at: expect.any(Date), started_at: expect.any(Date) },
	})
})

test('a migration that fails leaves nothing behind and names its line; those before it stay', async () => {
	write('3_third', 'CREATE TABLE three (id int);\nINSERT INTO one VALUES (2);\nCREATE TABEL four (id int);')
	await expect(run()).rejects.toThrow(/3_third failed and left nothing behind, line 3: syntax error/)
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two'])
	expect(await query('SELECT id FROM one')).toEqual([{ id: 1 }])
	write('3_third', 'CREATE TABLE three (id int);')
	expect(await run()).toEqual(['3_third'])
})

test('an applied migration that was changed is refused', async () => {
	await run()
	write('1_first', 'CREATE TABLE one (id bigint);')
	write('3_third', 'CREATE TABLE three (id int);')
	await expect(run()).rejects.toThrow(/1_first was changed after it had been applied/)
	expect(await tables()).not.toContain('three')
})

test('a database of a newer Contour is refused', async () => {
	await run()
	rmSync(path.join(directory, '2_second'), { recursive: true })
	await expect(run()).rejects.toThrow(/2_second, which this Contour does not know/)
})

test('a migration that failed half-way under another tool is refused', async () => {
	await run()
	await query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_second'")
	await expect(run()).rejects.toThrow(/2_second failed half-way/)
})

test('a migration older than the newest applied one is refused', async () => {
	await run()
	write('1_later', 'CREATE TABLE late (id int);')
	await expect(run()).rejects.toThrow(/1_later is older than the newest one/)
	expect(await tables()).not.toContain('late')
})

test('Windows line ends make no other migration', async () => {
	write('1_first', 'CREATE TABLE one (id int);\n-- end\n')
	await run()
	write('1_first', 'CREATE TABLE one (id int);\r\n-- end\r\n')
	expect(await run()).toEqual([])
})

test('of several at the same moment each migration is applied by one', async () => {
	const applied = await Promise.all(Array.from({ length: 5 }, run))
	expect(applied.flat().toSorted()).toEqual(['1_first', '2_second'])
	expect(await query('SELECT count(*)::int AS count FROM one')).toEqual([{ count: 1 }])
})

test('an unreachable database is told with its address, without its password', async () => {
	const attempt = migrate({ connectionString: 'postgresql://user:geheim@127.0.0.1:1/none', directory })
	await expect(attempt).rejects.toThrow(/127\.0\.0\.1:1 cannot be reached/)
	await expect(attempt).rejects.not.toThrow(/geheim/)
})

test('the product: all migrations are applied in the template, and say what schema.prisma says', async () => {
	const { rows } = await migrated.ownerPool.query(
		'SELECT migration_name FROM _prisma_migrations ORDER BY started_at',
	)
	expect(rows.map(({ migration_name }) => migration_name)).toEqual(readMigrations().map(({ name }) => name))
	expect(await findDrift(migrated.adminUrl)).toEqual({ differs: false, text: expect.any(String) })
})

test('the drift check finds a difference', async () => {
	const schema = `datasource db {\n provider = "postgresql"\n}\nmodel Only {\n id Int @id\n}\n`
	const { differs, text } = await findDrift(migrated.adminUrl, { schema })
	expect(differs).toBe(true)
	expect(text).toContain('Only')
	const { rows } = await migrated.adminPool.query(
		"SELECT datname FROM pg_database WHERE datname LIKE 'contour\\_diff%'",
	)
	expect(rows).toEqual([])
})

test('the drift check leaves no role behind, and lets alone those that others make meanwhile', async () => {
	const meanwhile = `contour_meanwhile_${process.pid}`
	await withClient(admin, async (client) => {
		const rolesLike = async (pattern: string) => {
			const { rows } = await client.query<{ name: string }>(
				'SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1',
				[pattern],
			)
			return rows.map(({ name }) => name)
		}
		const seen = new Set<string>()
		const ended = new AbortController()
		let isMade = false
		const checking = findDrift(migrated.adminUrl).finally(() => ended.abort())
		try {
			while (!ended.signal.aborted) {
				for (const name of await rolesLike('contour\\_diff\\_%')) seen.add(name)
				const { rowCount } = await client.query(
					"SELECT FROM pg_database WHERE datname LIKE 'contour\\_diff\\_%'",
				)
				if (rowCount === 0 || isMade) continue
				await client.query(`CREATE ROLE ${meanwhile}`)
				isMade = true
			}
			expect(await checking).toMatchObject({ differs: false })
			expect(await rolesLike(meanwhile)).toEqual([meanwhile])
			expect([...seen].map((name) => name.replace(/^contour_diff_[0-9a-f]+_/, '')).toSorted()).toEqual([
				...['contour_app', 'contour_backup', 'contour_eraser', 'contour_lookup'],
			])
			expect(await rolesLike('contour\\_diff\\_%')).toEqual([])
		} finally {
			await client.query(`DROP ROLE IF EXISTS ${meanwhile}`)
		}
	})
})
