import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Wire } from '#tests/soak/wire.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { withClient } from '#tests/support/test-cluster.ts'
import { createEmptyDatabase } from './empty-database.ts'
import type { EmptyDatabase } from './empty-database.ts'
import { contour, makeFolder, startContour } from './run-contour.ts'

/*
 * The keyed heads of the audit logs are files and the rows are in the database: a restore that is killed between the two must
 * not leave rows without their heads.
 */

const folder = makeFolder()
const archive = path.join(folder, 'contour.tar.zst')
const source = await createTestDatabase()
/** The key is the same on both machines; it is in no backup. */
const settings = (machine: string) => ({
	CONTOUR_AUDIT_KEY: 'ab'.repeat(32),
	CONTOUR_AUDIT_DIR: path.join(folder, machine),
})
const wire = await new Wire(source.ownerUrl).open()
afterAll(() => wire.close())
/** The last statement of a restore is its COMMIT. */
let commit = 0

const run = (machine: string, database: EmptyDatabase | typeof source, ...args: string[]) =>
	contour(folder, database, args, settings(machine))
const throughWire = (database: EmptyDatabase) => ({ ...database, ownerUrl: wire.through(database.ownerUrl) })
const isRestored = (database: EmptyDatabase) =>
	withClient(database.adminUrl, async (client) => {
		const { rows } = await client.query(`SELECT to_regclass('account') IS NOT NULL AS found`)
		return rows[0].found as boolean
	})

beforeAll(async () => {
	for (const name of ['One', 'Two']) {
		const made = await run(
			'old',
			source,
			'account',
			'create',
			'--name',
			name,
			'--owner',
			`${name}@example.com`,
		)
		expect({ code: made.code, err: made.err }).toMatchObject({ code: 0 })
	}
	expect((await run('old', source, 'backup', archive)).err).toBe('')
	const target = await createEmptyDatabase()
	commit = await wire.count(async () => {
		const restored = await run('counted', throughWire(target) as EmptyDatabase, 'restore', archive)
		expect({ code: restored.code, err: restored.err }).toEqual({ code: 0, err: '' })
		expect(restored.out.toString()).toContain('keyed heads of 2 audit logs came with it')
	})
	expect((await run('counted', target, 'audit', 'verify')).code).toBe(0)
}, 120_000)

/** Restores into an empty database and kills the process as its last statement comes. */
async function killAtCommit(machine: string, moment: 'before' | 'after'): Promise<EmptyDatabase> {
	const target = await createEmptyDatabase()
	const { child, ended } = startContour(folder, throughWire(target), ['restore', archive], settings(machine))
	const act = () => {
		child.kill('SIGKILL')
		if (moment === 'before') wire.cutAll()
	}
	wire.plan({ statement: commit, moment, act })
	expect((await ended).signal).toBe('SIGKILL')
	expect(wire.isPlanned).toBe(false)
	// The server notices a lost client when it next hears of it.
	await until(async () => {
		const { rowCount } = await source.adminPool.query('SELECT FROM pg_stat_activity WHERE datname = $1', [
			target.name,
		])
		return rowCount === 0
	})
	return target
}

test('killed before its commit, a restore leaves the database as it was, and the next one ends it', async () => {
	const target = await killAtCommit('before', 'before')
	expect(await isRestored(target)).toBe(false)
	expect(readdirSync(path.join(folder, 'before')).filter((name) => name.startsWith('heads-'))).toHaveLength(1)
	const again = await run('before', target, 'restore', archive)
	expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' })
	expect(again.out.toString()).toContain('keyed heads of 2 audit logs came with it')
	const verified = await run('before', target, 'audit', 'verify', '--json')
	expect(JSON.parse(verified.out.toString())).toMatchObject({ verdict: 'intact', heads: null })
	expect(verified.code).toBe(0)
}, 60_000)

test('killed with its commit, it leaves the rows with their heads, and can be run again', async () => {
	const target = await killAtCommit('after', 'after')
	await until(() => isRestored(target))
	const verified = await run('after', target, 'audit', 'verify', '--json')
	expect(JSON.parse(verified.out.toString())).toMatchObject({ verdict: 'intact', heads: null })
	expect(verified.code).toBe(0)
	const plain = await run('after', target, 'restore', archive)
	expect({ code: plain.code, err: plain.err }).toEqual({
		code: 1,
		err: expect.stringContaining(`--replace ${target.name}`),
	})
	expect((await run('after', target, 'restore', archive, '--replace', target.name)).code).toBe(0)
	expect((await run('after', target, 'audit', 'verify')).code).toBe(0)
}, 60_000)

test('where the heads cannot be written nothing is restored, and it says where', async () => {
	const target = await createEmptyDatabase()
	writeFileSync(path.join(folder, 'blocked'), 'a file where a folder should be')
	const refused = await run('blocked', target, 'restore', archive)
	expect(refused.code).toBe(1)
	expect(refused.err).toMatch(/heads of the audit logs cannot be kept: .*blocked.* Nothing was changed/)
	expect(refused.err).not.toContain('    at ')
	expect(await isRestored(target)).toBe(false)
	expect(existsSync(path.join(folder, 'blocked', 'key'))).toBe(false)
}, 60_000)
