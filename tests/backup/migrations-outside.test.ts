import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { restoreBackup } from '#app/server/backup/restore-backup.ts'
import { migrate } from '#prisma/migrate.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { withClient } from '#tests/support/test-cluster.ts'
import { createEmptyDatabase } from './empty-database.ts'
import { readRows, readSchema } from './fingerprint.ts'
import { writeOneOfEverything } from './two-companies.ts'

/*
 * A Contour of a later time, with migrations that stand outside of a transaction: whoever was migrated step by step, whoever
 * restores a backup of that, and whoever restores a backup of before have the same database.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'contour-outside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const directory = path.join(folder, 'migrations')
function write(name: string, sql: string): void {
	mkdirSync(path.join(directory, name), { recursive: true })
	writeFileSync(path.join(directory, name, 'migration.sql'), sql)
}

const OUTSIDE = '-- outside a transaction: CONCURRENTLY works beside others\n'
const later: [string, string][] = [
	['20990101000000_colour', `ALTER TABLE team ADD COLUMN colour text NOT NULL DEFAULT 'green';`],
	['20990101000100_index', `${OUTSIDE}CREATE INDEX CONCURRENTLY team_colour ON team (account_id, colour);`],
	[
		'20990101000200_unique',
		`${OUTSIDE}CREATE UNIQUE INDEX CONCURRENTLY team_named ON team (account_id, id, name);`,
	],
	['20990101000300_reindex', `${OUTSIDE}REINDEX TABLE CONCURRENTLY team;`],
	['20990101000400_reindex', `${OUTSIDE}REINDEX (VERBOSE, CONCURRENTLY) INDEX team_colour;`],
	['20990101000500_reindex', `${OUTSIDE}reindex (concurrently) index team_colour;`],
	[
		'20990101000600_drop',
		`-- contract: 20990101000000_colour sorts by it\n${OUTSIDE}DROP INDEX CONCURRENTLY team_colour;`,
	],
]
const names = later.map(([name]) => name)

const source = await createTestDatabase()
const file = (name: string) => path.join(folder, `${name}.tar.zst`)
const back = (name: string) =>
	createBackup({
		ownerUrl: source.ownerUrl,
		destination: { file: file(name), overwrite: false },
		contour: 'test',
	})

beforeAll(async () => {
	for (const { name, sql } of readMigrations()) write(name, sql)
	await writeOneOfEverything(source.adminUrl)
	await back('before')
	for (const [name, sql] of later) write(name, sql)
	await migrate({ connectionString: source.ownerUrl, directory })
	await back('after')
}, 120_000)

test.each([
	['before', names],
	['after', []],
])(
	'a backup made %s them is restored in one transaction, and nothing is left to migrate',
	async (when, migrated) => {
		const target = await createEmptyDatabase()
		const migrations = readMigrations(directory)
		const restored = await restoreBackup({
			ownerUrl: target.ownerUrl,
			source: { file: file(when) },
			migrations,
		})
		expect(restored.migrated).toEqual(migrated)
		expect(await migrate({ connectionString: target.ownerUrl, directory })).toEqual([])
		expect(await readSchema(target.adminUrl)).toEqual(await readSchema(source.adminUrl))
		expect((await readRows(target.adminUrl)).team).toBe((await readRows(source.adminUrl)).team)
		const history = (adminUrl: string) =>
			withClient(adminUrl, async (client) => {
				const { rows } = await client.query(
					`SELECT migration_name, checksum, logs, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY migration_name`,
				)
				return rows
			})
		const found = await history(target.adminUrl)
		expect(found).toEqual(await history(source.adminUrl))
		expect(found.at(-1)).toMatchObject({ logs: 'contract: 20990101000000_colour' })
	},
)
