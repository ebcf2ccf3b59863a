import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { leftOut } from '#app/server/backup/left-out.ts'
import { restoreBackup } from '#app/server/backup/restore-backup.ts'
import { verifyArchive } from '#app/server/backup/verify-archive.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { newVisitor } from '#tests/auth/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { withClient } from '#tests/support/test-cluster.ts'
import { createEmptyDatabase } from './empty-database.ts'
import { readRows, readSchema } from './fingerprint.ts'
import { contour, makeFolder } from './run-contour.ts'
import { writeOneOfEverything } from './two-companies.ts'

const folder = makeFolder()
const source = await createTestDatabase()
const target = await createTestDatabase()
const archive = path.join(folder, 'contour.tar.zst')
let password = ''

const omitted = leftOut.filter(({ schema }) => schema === 'public').map(({ table }) => table)
/** What was left out, without its rows. */
const withoutLeftOut = (rows: Record<string, string>) =>
	Object.fromEntries(Object.entries(rows).filter(([name]) => !omitted.includes(name) && !name.includes('.')))

/** Jobs that were under way are cancelled by a restore. */
const withoutJobs = ({ job: _, ...rows }: Record<string, string>) => withoutLeftOut(rows)
const search = 'Ada Lovelace'
const readJobs = (adminUrl: string) =>
	withClient(adminUrl, async (client) => (await client.query('SELECT state, parameters FROM job')).rows)

beforeAll(async () => {
	await writeOneOfEverything(source.adminUrl)
	await source.adminPool.query('UPDATE job SET parameters = $1', [{ search }])
	const loaded = await contour(folder, source, ['sample', 'load', '--json'])
	expect(loaded.err).toBe('')
	password = JSON.parse(loaded.out.toString()).password
}, 300_000)

test('the sample company and an account with every kind of row: saved, restored, the same row by row', async () => {
	const made = await contour(folder, source, ['backup', archive, '--json'])
	expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' })
	expect(statSync(archive).mode & 0o777).toBe(0o600)
	const restored = await contour(folder, target, ['restore', archive, '--json'])
	expect({ code: restored.code, err: restored.err }).toEqual({ code: 0, err: '' })
	expect(JSON.parse(restored.out.toString()).rows).toBe(JSON.parse(made.out.toString()).rows)

	const [before, after] = await Promise.all([readRows(source.adminUrl), readRows(target.adminUrl)])
	expect(withoutJobs(after)).toEqual(withoutJobs(before))
	expect(await readJobs(source.adminUrl)).toEqual([{ state: 'queued', parameters: { search } }])
	expect(await readJobs(target.adminUrl), 'nothing begins by itself after a restore').toEqual([
		{ state: 'cancelled', parameters: { search: true } },
	])
	expect(Object.keys(withoutLeftOut(before)).length).toBeGreaterThan(25)
	const filled = Object.entries(withoutLeftOut(before)).filter(([, said]) => said.startsWith('0 '))
	expect(filled, 'every table has a row to compare').toEqual([])
	expect([before.session, after.session].map((said) => said?.split(' ')[0])).toEqual(['1', '0'])
	expect([before.user_token, after.user_token].map((said) => said?.split(' ')[0])).toEqual(['1', '0'])
	expect(await readSchema(target.adminUrl)).toEqual(await readSchema(source.adminUrl))
}, 300_000)

describe('the restored database', () => {
	test('its snapshots verify, its guards hold, and nothing is left to migrate', async () => {
		const verified = await contour(folder, target, ['snapshots', 'verify', '--account', 'meridian', '--json'])
		expect(verified.code).toBe(0)
		expect(JSON.parse(verified.out.toString())).toMatchObject([{ snapshots: 5, differences: [] }])
		const doctor = await contour(folder, target, ['doctor', '--json'])
		const findings: { check: string; state: string }[] = JSON.parse(doctor.out.toString())
		for (const check of ['schema', 'row-level security', 'audit log', 'application role']) {
			expect(findings.find((finding) => finding.check === check)?.state, check).toBe('ok')
		}
		await withClient(target.adminUrl, async (client) => {
			await expect(client.query(`UPDATE cycle SET name = 'x' WHERE phase = 'published'`)).rejects.toThrow(
				'cycle_published',
			)
			const { rows } = await client.query(
				`SELECT count(*)::int AS analyzed FROM pg_statistic WHERE starelid = 'member'::regclass`,
			)
			expect(rows[0].analyzed).toBeGreaterThan(0)
		})
	}, 120_000)

	test('people sign in through the application, and the log goes on where it was', async () => {
		const server = await startTestServer(target)
		const visitor = newVisitor(server.url)
		const signedIn = await visitor.post('/sign-in', { email: 'owner@meridian.example', password })
		expect(signedIn.status).toBe(303)
		const home = await visitor.get('/a/meridian')
		expect(home.status).toBe(200)
		const wrong = await newVisitor(server.url).post('/sign-in', {
			email: 'owner@meridian.example',
			password: 'another one',
		})
		expect(wrong.status).not.toBe(303)
		await server.close()
	}, 120_000)
})

describe('other ways there and back', () => {
	test('to standard output, encrypted, into a database without any table', async () => {
		const passphrase = path.join(folder, 'passphrase')
		writeFileSync(passphrase, 'correct horse battery staple\n')
		const piped = await contour(folder, source, ['backup', '-', '--passphrase-file', passphrase])
		expect(piped.code).toBe(0)
		expect(piped.err).toContain('SHA-256')
		const file = path.join(folder, 'piped.age')
		writeFileSync(file, piped.out)
		expect(piped.out.toString('latin1').slice(0, 21)).toBe('age-encryption.org/v1')
		expect(piped.out.includes('meridian')).toBe(false)
		const empty = await createEmptyDatabase()
		const restored = await contour(folder, empty, ['restore', file, '--passphrase-file', passphrase])
		expect({ code: restored.code, err: restored.err }).toEqual({ code: 0, err: '' })
		expect(withoutJobs(await readRows(empty.adminUrl))).toEqual(withoutJobs(await readRows(source.adminUrl)))
	}, 120_000)

	test('an older schema is restored as it was and migrated forward, sequences and rows alike', async () => {
		const older = readMigrations()
		const newer = [
			...older,
			{
				...migration('20991231000000_later'),
				sql: `ALTER TABLE team ADD COLUMN colour text NOT NULL DEFAULT 'green'`,
			},
			{
				...migration('20991231000100_index'),
				outsideTransaction: true,
				sql: 'CREATE INDEX CONCURRENTLY team_colour ON team (account_id, colour)',
			},
		]
		const empty = await createEmptyDatabase()
		const { migrated } = await restoreBackup({
			ownerUrl: empty.ownerUrl,
			source: { file: archive },
			migrations: newer,
		})
		expect(migrated).toEqual(['20991231000000_later', '20991231000100_index'])
		await withClient(empty.adminUrl, async (client) => {
			const { rows } = await client.query(
				`SELECT count(*)::int AS teams, count(*) FILTER (WHERE colour = 'green')::int AS green FROM team`,
			)
			expect(rows[0].green).toBe(rows[0].teams)
			expect(rows[0].teams).toBeGreaterThan(20)
			const history = await client.query(`SELECT count(*)::int AS n FROM _prisma_migrations`)
			expect(history.rows[0].n).toBe(newer.length)
		})

		const { manifest } = await restoreBackup({
			ownerUrl: (await createEmptyDatabase()).ownerUrl,
			source: { file: archive },
		})
		expect(manifest.migrations.map(({ name }) => name)).toEqual(older.map(({ name }) => name))
	}, 120_000)

	test('a sequence goes on where it was', async () => {
		const steps = [
			...readMigrations(),
			{ ...migration('20991231000000_counter'), sql: 'CREATE SEQUENCE counter' },
		]
		const first = await createEmptyDatabase()
		await restoreBackup({ ownerUrl: first.ownerUrl, source: { file: archive }, migrations: steps })
		await withClient(first.adminUrl, (client) => client.query(`SELECT setval('counter', 41)`))
		const file = path.join(folder, 'sequence.tar.zst')
		await createBackup({ ownerUrl: first.ownerUrl, destination: { file, overwrite: false }, contour: 'test' })
		const second = await createEmptyDatabase()
		await restoreBackup({ ownerUrl: second.ownerUrl, source: { file }, migrations: steps })
		const next = await withClient(second.adminUrl, (client) =>
			client.query(`SELECT nextval('counter')::int AS n`),
		)
		expect(next.rows[0].n).toBe(42)
	}, 120_000)

	test('the manifest says what was left out and why, and two backups of the same rows hold the same', async () => {
		const first = await verifyArchive({ file: archive })
		expect(first.leftOut.map(({ name }) => name)).toEqual(expect.arrayContaining(['session', 'user_token']))
		expect(first.leftOut.every(({ why }) => why.length > 20)).toBe(true)
		expect(first.auditHeads).toHaveLength(2)
		const file = path.join(folder, 'again.tar.zst')
		await createBackup({
			ownerUrl: source.ownerUrl,
			destination: { file, overwrite: false },
			contour: 'test',
		})
		expect((await verifyArchive({ file })).tables).toEqual(first.tables)
		expect(readFileSync(path.join(folder, 'last-backup.json'), 'utf8')).toContain('sha256')
	}, 120_000)
})

const migration = (name: string) => ({ name, checksum: 'a'.repeat(64) })
