import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { checkSchema } from '#app/server/check-schema.ts'
import { migrate } from '#prisma/migrate.ts'
import { MIGRATIONS_DIRECTORY, readMigrations } from '#prisma/migration-files.ts'
import { cloneTemplate } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { onDatabase, withClient } from '#tests/support/test-cluster.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'contour-steps-'))
let database: TestDatabase
/** A copy of the product's migrations, and what the test adds. */
let directory = ''
let count = 0
const made: TestDatabase[] = []

beforeEach(async () => {
	database = await cloneTemplate()
	made.push(database)
	directory = path.join(folder, String(++count))
	for (const { name, sql } of readMigrations(MIGRATIONS_DIRECTORY)) write(name, sql)
})
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true })
	for (const each of made) await each.drop()
})

function write(name: string, sql: string): void {
	mkdirSync(path.join(directory, name), { recursive: true })
	writeFileSync(path.join(directory, name, 'migration.sql'), sql)
}
const remove = (name: string) => rmSync(path.join(directory, name), { recursive: true })
const run = (options: Partial<Parameters<typeof migrate>[0]> = {}) =>
	migrate({ connectionString: database.ownerUrl, directory, ...options })
const check = () => checkSchema(database.appUrl, directory)

const EXPAND = '20990101000000_add_note'
const CONTRACT = '20990102000000_drop_job_title'

test('a migration that gets no lock gives up cleanly, and who came meanwhile does not queue behind it', async () => {
	write(EXPAND, 'ALTER TABLE team ADD COLUMN remark text;')
	const reader = await database.adminPool.connect()
	await reader.query('BEGIN')
	await reader.query('SELECT count(*) FROM team')
	const ended = new AbortController()
	const outcome = run({ lockTimeout: 150, attempts: 3 }).then(
		() => 'applied',
		(error: Error) => error.message,
	)
	void outcome.finally(() => ended.abort())
	// Each of these has to get past the attempts, within the time that a statement may wait for a lock.
	let passed = 0
	while (!ended.signal.aborted) {
		await database.ownerPool.query("SET statement_timeout = '5s'; SELECT count(*) FROM team")
		passed += 1
	}
	expect(await outcome).toMatch(/20990101000000_add_note got no lock in 3 attempts and left nothing behind/)
	expect(passed).toBeGreaterThan(3)
	await reader.query('COMMIT')
	reader.release()
	expect(await run()).toEqual([EXPAND])
})

test('it tries again, and goes through once the lock is free', async () => {
	write(EXPAND, 'ALTER TABLE team ADD COLUMN remark text;')
	const reader = await database.adminPool.connect()
	await reader.query('BEGIN; SELECT count(*) FROM team')
	const applied = run({ lockTimeout: 50, attempts: 50 })
	await waitFor(async () => {
		const { rows } = await database.adminPool.query(
			`SELECT FROM pg_stat_activity WHERE datname = $1 AND application_name = 'contour migrate' AND wait_event_type = 'Lock'`,
			[database.name],
		)
		return rows.length > 0
	})
	await reader.query('COMMIT')
	reader.release()
	expect(await applied).toEqual([EXPAND])
})

test('an index is built CONCURRENTLY outside a transaction while another process waits its turn', async () => {
	write(
		EXPAND,
		'-- outside a transaction: CONCURRENTLY\nCREATE INDEX CONCURRENTLY team_remark ON team (account_id, archived_at);',
	)
	const applied = await Promise.all([run(), run(), run()])
	expect(applied.flat()).toEqual([EXPAND])
	const { rows } = await database.adminPool.query(
		`SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'team_remark'::regclass`,
	)
	expect(rows).toEqual([{ valid: true }])
})

test('an index that is built CONCURRENTLY waits for older transactions, however short others wait for a lock', async () => {
	write(
		EXPAND,
		'-- outside a transaction: CONCURRENTLY\nCREATE INDEX CONCURRENTLY team_remark ON team (account_id, archived_at);',
	)
	const reader = await database.adminPool.connect()
	await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM team')
	let isSettled = false
	const applied = run({ lockTimeout: 20, attempts: 2 })
		.catch((error: Error) => error.message)
		.finally(() => (isSettled = true))
	await waitFor(async () => {
		const { rows } = await database.adminPool.query(
			`SELECT FROM pg_stat_activity WHERE datname = $1 AND application_name = 'contour migrate'
				AND wait_event_type = 'Lock' AND now() - query_start > interval '200 ms'`,
			[database.name],
		)
		return isSettled || rows.length > 0
	})
	await reader.query('COMMIT')
	reader.release()
	expect(await applied).toEqual([EXPAND])
})

test('an up-to-date schema is fit', async () => {
	await expect(check()).resolves.toBeUndefined()
})

test('an older schema is refused, and nothing is changed', async () => {
	write(EXPAND, 'ALTER TABLE team ADD COLUMN remark text;')
	await expect(check()).rejects.toThrow(
		/older than this Contour: it lacks the migration 20990101000000_add_note\. .*npm run db:migrate/,
	)
	await run()
	await expect(check()).resolves.toBeUndefined()
})

test('an empty database is refused', async () => {
	const name = `${database.name}_empty`
	await database.adminPool.query(`CREATE DATABASE ${name}`)
	const url = onDatabase(database.appUrl, name)
	await expect(checkSchema(url, directory)).rejects.toThrow(/The database is empty, .*npm run db:migrate/)
	await withClient(onDatabase(inject('testCluster').adminUrl, 'postgres'), (client) =>
		client.query(`DROP DATABASE ${name}`),
	)
})

test('what a newer Contour only added is no matter', async () => {
	write(EXPAND, 'ALTER TABLE team ADD COLUMN remark text;')
	await run()
	remove(EXPAND)
	await expect(check()).resolves.toBeUndefined()
	// Who migrates has to be the newest.
	await expect(run()).rejects.toThrow(/which this Contour does not know/)
})

test('what a newer Contour took away matters to who still uses it, and to nobody else', async () => {
	write(EXPAND, 'ALTER TABLE member ADD COLUMN occupation text;')
	write(CONTRACT, `-- contract: ${EXPAND} reads it no more\nALTER TABLE member DROP COLUMN job_title;`)
	await run()
	remove(CONTRACT)
	await expect(check()).resolves.toBeUndefined()
	remove(EXPAND)
	await expect(check()).rejects.toThrow(
		/too new for this Contour: 20990102000000_drop_job_title took away what it uses\. Start a Contour that knows 20990101000000_add_note/,
	)
})

test('a migration that was changed since is refused', async () => {
	const [first] = readMigrations(directory)
	write(first?.name ?? '', `${first?.sql}\n-- changed`)
	await expect(check()).rejects.toThrow(/was changed after it had been applied/)
})

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10))
}
