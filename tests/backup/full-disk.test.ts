import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { openArchiveWriter } from '#app/server/backup/write-archive.ts'
import { verifyArchive } from '#app/server/backup/verify-archive.ts'
import { writeTo } from '#app/server/backup/write-file.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { fill, mountSmallDisk } from '#tests/support/small-disk.ts'
import { contour, makeFolder } from './run-contour.ts'
import { writeCells, writeOneOfEverything } from './two-companies.ts'

const folder = makeFolder()
const source = await createTestDatabase()
const disk = mountSmallDisk(8)
afterAll(() => disk?.release())

beforeAll(async () => {
	const { accountId } = await writeOneOfEverything(source.adminUrl)
	await writeCells(source.adminUrl, accountId, 60_000)
}, 120_000)

const diskFull = () =>
	Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })

describe('a disk that fills while a file is written', () => {
	test('leaves what was at its place, and says in a sentence what to do', async () => {
		const file = path.join(folder, 'kept.tar.zst')
		writeFileSync(file, 'the backup of yesterday')
		async function* filling() {
			yield Buffer.alloc(100_000)
			throw diskFull()
		}
		await expect(writeTo({ file, overwrite: true }, filling())).rejects.toMatchObject({
			message: `${file} cannot be written: the disk is full. No backup was made. Make room there, or name a file on another disk.`,
			exitCode: 73,
		})
		expect(readFileSync(file, 'utf8')).toBe('the backup of yesterday')
		expect(readdirSync(folder)).toEqual(['kept.tar.zst'])
	})

	test('ends the archive for whoever adds to it, however large the entry', async () => {
		let taken = 0
		const writer = openArchiveWriter({
			write: async ({ length }) => {
				taken += length
				if (taken > 50_000) throw diskFull()
			},
		})
		const noise = crypto.getRandomValues(Buffer.alloc(60_000))
		const adding = (async () => {
			for (let index = 0; index < 50; index += 1) await writer.add(`part-${index}`, noise)
			await writer.finish()
		})()
		await expect(adding).rejects.toMatchObject({ code: 'ENOSPC' })
	})

	test.runIf(existsSync('/dev/full'))(
		'and standard output that goes there: the exit code and a sentence',
		() => {
			const { status, stderr } = spawnSync(
				'sh',
				['-c', `"$0" app/cli/main.ts backup - > /dev/full`, process.execPath],
				{
					encoding: 'utf8',
					env: {
						PATH: process.env.PATH,
						NODE_ENV: 'test',
						NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
						CONTOUR_DATA_DIR: folder,
						DATABASE_URL: source.appUrl,
						DATABASE_OWNER_URL: source.ownerUrl,
					},
				},
			)
			expect({ status, stderr }).toEqual({
				status: 73,
				stderr:
					'Standard output cannot be written: the disk is full. Make room there, or name another place. What came out is not whole.\n',
			})
			expect(existsSync(path.join(folder, 'last-backup.json'))).toBe(false)
		},
	)
})

test.runIf(disk)(
	'on a small disk of its own: no file, not even a beginning; the backup before stays whole; with room it goes on',
	async () => {
		if (!disk) throw new Error('There is no disk.')
		const before = path.join(disk.folder, 'before.tar.zst')
		const { manifest } = await createBackup({
			ownerUrl: source.ownerUrl,
			destination: { file: before, overwrite: false },
			contour: 'test',
		})
		const size = readFileSync(before).length
		const [filler, room] = [path.join(disk.folder, 'filler'), path.join(disk.folder, 'room')]
		// What is left is enough for the beginning of a backup.
		writeFileSync(room, Buffer.alloc(Math.floor(size / 2)))
		fill(filler)
		rmSync(room)
		const files = readdirSync(disk.folder)
		for (const args of [[path.join(disk.folder, 'next.tar.zst')], [before, '--overwrite']]) {
			const { code, err, out } = await contour(folder, source, ['backup', ...args])
			expect({ code, err, out: out.toString() }).toEqual({
				code: 73,
				err: `${args[0]} cannot be written: the disk is full. No backup was made. Make room there, or name a file on another disk.\n`,
				out: '',
			})
			expect(readdirSync(disk.folder)).toEqual(files)
		}
		expect((await verifyArchive({ file: before })).tables).toEqual(manifest.tables)

		rmSync(filler)
		const again = await contour(folder, source, ['backup', before, '--overwrite'])
		expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' })
		expect((await verifyArchive({ file: before })).tables).toEqual(manifest.tables)
	},
	120_000,
)
