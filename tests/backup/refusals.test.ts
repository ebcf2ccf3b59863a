import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { restoreBackup } from '#app/server/backup/restore-backup.ts'
import { openArchiveWriter } from '#app/server/backup/write-archive.ts'
import { readArchive } from '#app/server/backup/read-archive.ts'
import { migrate } from '#prisma/migrate.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { withClient } from '#tests/support/test-cluster.ts'
import { createEmptyDatabase } from './empty-database.ts'
import { readRows } from './fingerprint.ts'
import { contour, makeFolder } from './run-contour.ts'
import { writeCells, writeOneOfEverything } from './two-companies.ts'

const folder = makeFolder()
const source = await createTestDatabase()
const held = await createTestDatabase()
const archive = path.join(folder, 'good.tar.zst')
const { ownerUrl } = source
/** What the databases hold before the test; nothing that is refused may change it. */
let before: Record<string, string>

beforeAll(async () => {
	const { accountId } = await writeOneOfEverything(source.adminUrl)
	await writeCells(source.adminUrl, accountId, 2000)
	await writeOneOfEverything(held.adminUrl)
	await createBackup({ ownerUrl, destination: { file: archive, overwrite: false }, contour: 'test' })
	before = await readRows(held.adminUrl)
}, 120_000)

/** What a restore into the database that holds rows says, from this process. */
async function refusal(file: string, more: { replace?: string; passphrase?: string } = {}): Promise<string> {
	const { replace = held.name, passphrase } = more
	const outcome = await restoreBackup({
		ownerUrl: held.ownerUrl,
		source: { file, passphrase },
		replace,
	}).then(
		() => 'restored',
		(error: Error) => error.message,
	)
	expect(await readRows(held.adminUrl)).toEqual(before)
	return outcome
}

const place = (name: string, content: Buffer | string): string => {
	const file = path.join(folder, name)
	writeFileSync(file, content)
	return file
}

describe('a database that is not to be written', () => {
	test('one that holds rows is named with the way to replace it; its wrong name changes nothing', async () => {
		const plain = await contour(folder, held, ['restore', archive])
		expect(plain.code).toBe(1)
		expect(plain.err).toContain(`--replace ${held.name}`)
		const asked = await contour(folder, held, ['restore', archive, '--into-empty'])
		expect(asked.err).toContain('is not empty')
		const wrong = await contour(folder, held, ['restore', archive, '--replace', 'another'])
		expect({ code: wrong.code, said: wrong.err }).toEqual({
			code: 64,
			said: expect.stringContaining(held.name),
		})
		const both = await contour(folder, held, ['restore', archive, '--into-empty', '--replace', held.name])
		expect(both.code).toBe(64)
		expect(await readRows(held.adminUrl)).toEqual(before)
	}, 60_000)

	test('one that somebody works in', async () => {
		await withClient(held.appUrl, async (client) => {
			await client.query('SELECT 1')
			expect(await refusal(archive)).toContain('1 other session works in the database')
		})
	})

	test('one that this role does not own, and one that is not there', async () => {
		const asApp = await contour(folder, { appUrl: held.appUrl, ownerUrl: held.appUrl }, ['restore', archive])
		expect(asApp.code).toBe(1)
		expect(asApp.err).toContain('DATABASE_OWNER_URL')
		const nowhere = held.ownerUrl.replace(held.name, 'nowhere')
		const gone = await contour(folder, { appUrl: nowhere, ownerUrl: nowhere }, ['restore', archive])
		expect(gone.err).toMatch(/cannot be reached .*does not exist/)
		for (const { err } of [asApp, gone]) expect(err).not.toContain('    at ')
	}, 60_000)
})

describe('a file that is not to be used', () => {
	test('none, an empty one, another kind, a folder', async () => {
		expect((await contour(folder, held, ['restore', path.join(folder, 'none')])).code).toBe(66)
		expect(await refusal(place('empty', ''))).toContain('is no backup, or a damaged one')
		expect(await refusal(place('text', 'This is a letter. '.repeat(20)))).toContain('is no backup')
		mkdirSync(path.join(folder, 'a-folder'))
		expect(await refusal(path.join(folder, 'a-folder'))).toContain('cannot be read')
	}, 60_000)

	test('one with a byte changed, wherever it is', async () => {
		const good = readFileSync(archive)
		const places = [0, 5, 40, ...[0.2, 0.4, 0.6, 0.8].map((part) => Math.floor(part * good.length))]
		for (const at of [...places, good.length - 41, good.length - 20, good.length - 1]) {
			const bad = Buffer.from(good)
			bad.writeUInt8(bad.readUInt8(at) ^ 0x10, at)
			expect(await refusal(place('changed', bad)), `byte ${at}`).toMatch(/Nothing was changed/)
		}
	}, 60_000)

	test('one that is cut off, wherever, and one with something after its end', async () => {
		const good = readFileSync(archive)
		for (const length of [1, 30, Math.floor(good.length / 2), good.length - 40, good.length - 1]) {
			expect(await refusal(place('cut', good.subarray(0, length))), `${length} bytes`).toMatch(
				/Nothing was changed/,
			)
		}
		expect(await refusal(place('longer', Buffer.concat([good, Buffer.from('x')])))).toMatch(
			/Nothing was changed/,
		)
	}, 60_000)

	test('one whose rows, manifest or form are not what they should be, though its hash is right', async () => {
		type Change = (name: string, content: Buffer) => Buffer | null
		const changed = async (change: Change): Promise<string> => {
			const file = path.join(folder, 'rewritten')
			const writer = openArchiveWriter({ file, overwrite: true })
			for await (const { name, content } of readArchive({ file: archive })) {
				const put = change(name, content)
				if (put) await writer.add(name, put)
			}
			await writer.finish()
			return file
		}
		const inJson = (name: string, edit: (json: Record<string, unknown>) => void): Change => {
			return (entry, content) => {
				if (entry !== name) return content
				const json = JSON.parse(content.toString())
				edit(json)
				return Buffer.from(JSON.stringify(json))
			}
		}
		const rowGone: Change = (name, content) =>
			name.includes('public.snapshot_cell/') ? content.subarray(content.indexOf(10) + 1) : content
		const noTable: Change = (name, content) => (name.includes('public.team/') ? null : content)
		const noManifest: Change = (name, content) => (name === 'manifest.json' ? null : content)
		expect(
			await refusal(
				await changed((name, content) => (name.includes('public.member/') ? Buffer.from('\n') : content)),
			),
		).toContain('public.member')
		expect(await refusal(await changed(rowGone))).toContain('holds 2000 rows that are not the 2001')
		expect(await refusal(await changed(noTable))).toContain('public.team holds 0 rows')
		expect(await refusal(await changed(noManifest))).toContain('it has no manifest')
		const newerForm = inJson('contour-backup.json', (json) => Object.assign(json, { format: 99 }))
		expect(await refusal(await changed(newerForm))).toContain('a newer one made it')
		const noDate = inJson('manifest.json', (json) => Object.assign(json, { createdAt: 'yesterday' }))
		expect(await refusal(await changed(noDate))).toContain('createdAt')
		const otherHead = inJson('manifest.json', (json) => {
			const [head] = json.auditHeads as { hash: string }[]
			Object.assign(head ?? {}, { hash: 'f'.repeat(64) })
		})
		expect(await refusal(await changed(otherHead))).toContain('no unbroken chain')
		const otherColumn = inJson('manifest.json', (json) => {
			const team = (json.tables as { name: string; columns: string[] }[]).find(({ name }) => name === 'team')
			team?.columns.push('colour')
		})
		expect(await refusal(await changed(otherColumn))).toContain('columns that its migrations do not make')
	}, 60_000)

	test('one of a newer Contour, and one of another history', async () => {
		const migrations = readMigrations()
		const newest = migrations.at(-1)
		const restore = (known: typeof migrations) =>
			restoreBackup({
				ownerUrl: held.ownerUrl,
				source: { file: archive },
				replace: held.name,
				migrations: known,
			})
		await expect(restore(migrations.slice(0, -1))).rejects.toThrow(
			`${newest?.name}, which this Contour does not know`,
		)
		const changed = migrations.map((of) => (of === newest ? { ...of, checksum: '0'.repeat(64) } : of))
		await expect(restore(changed)).rejects.toThrow("is another than this Contour's")
		expect(await readRows(held.adminUrl)).toEqual(before)
	})

	test('a migration that fails after the load takes everything back', async () => {
		const later = [
			...readMigrations(),
			{ name: '20991231000000_bad', checksum: 'a'.repeat(64), sql: 'SELECT 1/0' },
		]
		await expect(
			restoreBackup({
				ownerUrl: held.ownerUrl,
				source: { file: archive },
				replace: held.name,
				migrations: later,
			}),
		).rejects.toThrow('division by zero')
		expect(await readRows(held.adminUrl)).toEqual(before)
	})

	test('an encrypted one without its passphrase, with a wrong one, and cut off', async () => {
		const file = path.join(folder, 'secret.age')
		const passphrase = 'the right passphrase'
		await createBackup({ ownerUrl, destination: { file, overwrite: false }, passphrase, contour: 'test' })
		expect(await refusal(file)).toContain('--passphrase-file')
		expect(await refusal(file, { passphrase: 'a wrong passphrase' })).toContain('the passphrase is wrong')
		const cut = place('cut.age', readFileSync(file).subarray(0, -100))
		expect(await refusal(cut, { passphrase })).toContain('a damaged one')
		const short = await contour(folder, source, [
			'backup',
			'x',
			'--passphrase-file',
			place('short', 'short\n'),
		])
		expect({ code: short.code, said: short.err }).toEqual({
			code: 65,
			said: expect.stringContaining('at least 12'),
		})
	}, 120_000)
})

describe('a backup that would not be whole is none', () => {
	const tryBackup = async (): Promise<string> => {
		const file = path.join(folder, 'never.tar.zst')
		const said = await createBackup({
			ownerUrl,
			destination: { file, overwrite: true },
			contour: 'test',
		}).then(
			() => 'made',
			(error: Error) => error.message,
		)
		expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
		return said
	}
	const around = async (change: string, back: string): Promise<string> => {
		await source.ownerPool.query(change)
		try {
			return await tryBackup()
		} finally {
			await source.ownerPool.query(back)
		}
	}

	test('where row-level security hides rows of a table', async () => {
		const all = 'CREATE POLICY backup_read ON member FOR SELECT TO contour_backup USING (true)'
		expect(await around('DROP POLICY backup_read ON member', all)).toContain(
			'does not see every row of member',
		)
		const some = 'ALTER POLICY backup_read ON member USING (left_on IS NULL)'
		expect(await around(some, 'ALTER POLICY backup_read ON member USING (true)')).toContain(
			'every row of member',
		)
		const less = 'CREATE POLICY less ON member AS RESTRICTIVE FOR SELECT USING (left_on IS NULL)'
		expect(await around(less, 'DROP POLICY less ON member')).toContain('every row of member')
		const none = 'REVOKE SELECT ON member FROM contour_backup'
		expect(await around(none, 'GRANT SELECT ON member TO contour_backup')).toContain('every row of member')
	})

	test('where the application counts other rows than were written', async () => {
		const fewer = `ALTER POLICY account_isolation ON member USING (false)`
		const back = `ALTER POLICY account_isolation ON member USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)`
		expect(await around(fewer, back)).toContain('member (1 written, 0 counted)')
	})

	test('where a new table cannot be read yet; the next migration lets it', async () => {
		const made = `CREATE TABLE extra (account_id uuid PRIMARY KEY); ALTER TABLE extra ENABLE ROW LEVEL SECURITY`
		const allowed = 'SELECT allow_backup()'
		expect(await around(made, allowed)).toContain('every row of extra')
		const file = path.join(folder, 'with-extra.tar.zst')
		const { manifest } = await createBackup({
			ownerUrl,
			destination: { file, overwrite: false },
			contour: 'test',
		})
		expect(manifest.tables.map(({ name }) => name)).toContain('extra')
		await source.ownerPool.query('DROP TABLE extra')
	})

	test('where a table of somebody else stands in the schema, which keeps no migration from being done', async () => {
		await source.adminPool.query('CREATE TABLE foreign_table (id int)')
		try {
			expect(await migrate({ connectionString: ownerUrl })).toEqual([])
			expect(await tryBackup()).toContain('every row of foreign_table')
		} finally {
			await source.adminPool.query('DROP TABLE foreign_table')
		}
	})

	test('as the application, whose role may not read everything', async () => {
		const { appUrl } = source
		const refused = await contour(folder, { appUrl, ownerUrl: appUrl }, ['backup', path.join(folder, 'app')])
		expect(refused.code).toBe(1)
		expect(refused.err).toContain('A backup signs in as the owner')
	}, 60_000)
})

describe('a place that cannot be written', () => {
	test('a file that exists stays, unless it may be replaced', async () => {
		const file = place('there', 'mine')
		const refused = await contour(folder, source, ['backup', file])
		expect({ code: refused.code, said: refused.err }).toEqual({
			code: 73,
			said: expect.stringContaining('--overwrite'),
		})
		expect(readFileSync(file, 'utf8')).toBe('mine')
		expect((await contour(folder, source, ['backup', file, '--overwrite'])).code).toBe(0)
		expect(readFileSync(file).length).toBeGreaterThan(1000)
	}, 60_000)

	test('a folder that is not there', async () => {
		const nowhere = await contour(folder, source, ['backup', path.join(folder, 'no', 'where')])
		expect({ code: nowhere.code, said: nowhere.err }).toEqual({
			code: 73,
			said: expect.stringContaining('its folder does not exist'),
		})
		expect((await contour(folder, source, ['backup'])).code).toBe(64)
	}, 60_000)
})

test('an empty database comes back from a backup of an empty one', async () => {
	const [empty, target] = [await createTestDatabase(), await createEmptyDatabase()]
	const file = path.join(folder, 'nobody.tar.zst')
	const made = await createBackup({
		ownerUrl: empty.ownerUrl,
		destination: { file, overwrite: false },
		contour: 'test',
	})
	expect(made.manifest.tables.find(({ name }) => name === 'account')?.rows).toBe(0)
	await restoreBackup({ ownerUrl: target.ownerUrl, source: { file } })
	expect((await readRows(target.adminUrl)).account).toBe('0 ')
})
