import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { verifyArchive } from '#app/server/backup/verify-archive.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { until } from '#tests/support/application.ts'
import { times } from '#tests/soak/times.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { onDatabase, withClient } from '#tests/support/test-cluster.ts'
import { createEmptyDatabase } from './empty-database.ts'
import { readRows } from './fingerprint.ts'
import { contour, makeFolder, startContour } from './run-contour.ts'
import type { Urls } from './run-contour.ts'
import { writeCells, writeOneOfEverything } from './two-companies.ts'

const folder = makeFolder()
const source = await createTestDatabase()
const archive = path.join(folder, 'whole.tar.zst')
/** In how many steps a backup or a restore goes: one for each table. */
let steps = 0
const random = new SeededRandom(20_261_126)

beforeAll(async () => {
	const { accountId } = await writeOneOfEverything(source.adminUrl)
	await writeCells(source.adminUrl, accountId, 60_000)
	const { manifest } = await createBackup({
		ownerUrl: source.ownerUrl,
		destination: { file: archive, overwrite: false },
		contour: 'test',
	})
	steps = manifest.tables.length
}, 120_000)

const sessions = async (admin: Client, database: string) => {
	const { rows } = await admin.query<{ name: string }>(
		`SELECT application_name AS name FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'contour %'`,
		[database],
	)
	return rows.map(({ name }) => name)
}

/** Runs a command and kills it once its work has reached a step; returns whether the kill came before its end. */
async function killAt(
	urls: Urls & { adminUrl: string; name: string },
	args: readonly string[],
	step: number,
) {
	return withClient(onDatabase(urls.adminUrl, 'postgres'), async (admin) => {
		const { child, ended } = startContour(folder, urls, args)
		while (child.exitCode === null && child.signalCode === null) {
			const reached = (await sessions(admin, urls.name)).map((name) =>
				Number(/ (\d+)\/\d+$/.exec(name)?.[1] ?? -1),
			)
			if (Math.max(-1, ...reached) >= step) break
		}
		// Within the step, not only at its beginning.
		await sleep(random.integer(0, 15))
		child.kill('SIGKILL')
		const { signal } = await ended
		// The server notices a lost client when it next hears of it.
		while ((await sessions(admin, urls.name)).length > 0) await sleep(20)
		return signal === 'SIGKILL'
	})
}

/** The queue is left out of backups; migrations make it anew, with the time of that. */
const withoutQueue = (rows: Record<string, string>) =>
	Object.fromEntries(Object.entries(rows).filter(([name]) => !name.startsWith('pgboss.')))

/** Seeded points, from the first table to the last. */
const points = (count: number): number[] =>
	Array.from({ length: count }, (_, index) => 1 + Math.floor(((index + random.next()) / count) * (steps - 1)))

describe('SIGKILL', () => {
	test('of a backup leaves no file at its place, and the next one is whole and takes the rest away', async () => {
		let killed = 0
		for (const step of points(times(20, 3))) {
			const file = path.join(folder, `killed-${step}.tar.zst`)
			if (await killAt(source, ['backup', file], step)) {
				killed += 1
				if (existsSync(file)) await verifyArchive({ file })
			}
			const again = await contour(folder, source, ['backup', file, '--overwrite'])
			expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' })
			expect((await verifyArchive({ file })).tables).toEqual((await verifyArchive({ file: archive })).tables)
			expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
		}
		expect(killed).toBeGreaterThan(1)
	}, 300_000)

	test('of a restore leaves what was there before or all of the backup, and the next one ends it', async () => {
		const held = await createTestDatabase()
		await writeOneOfEverything(held.adminUrl)
		const before = await readRows(held.adminUrl)
		const reference = await createEmptyDatabase()
		expect((await contour(folder, reference, ['restore', archive])).code).toBe(0)
		const after = withoutQueue(await readRows(reference.adminUrl))
		let killed = 0
		for (const step of points(times(20, 3))) {
			if (await killAt(held, ['restore', archive, '--replace', held.name], step)) killed += 1
			const found = await readRows(held.adminUrl)
			const isOld = JSON.stringify(found) === JSON.stringify(before)
			if (!isOld) expect(withoutQueue(found)).toEqual(after)
		}
		expect(killed).toBeGreaterThan(1)
		expect((await contour(folder, held, ['restore', archive, '--replace', held.name])).code).toBe(0)
		expect(withoutQueue(await readRows(held.adminUrl))).toEqual(after)
	}, 300_000)
})

test('a writer beside a backup: each of its transactions is in it as a whole or not at all', async () => {
	const file = path.join(folder, 'beside.tar.zst')
	const writing = new AbortController()
	const { rows } = await source.adminPool.query<{ id: string }>('SELECT id FROM account')
	const accountId = rows[0]?.id
	let commits = 0
	const write = async () => {
		const client = await source.adminPool.connect()
		try {
			while (!writing.signal.aborted) {
				// A member and a team always come together, in this order or that; the large table is read between theirs.
				const first = commits % 2 === 0
				const values = [accountId, `Beside ${commits}`]
				const member = () =>
					client.query(`INSERT INTO member (account_id, name, attributes) VALUES ($1, $2, '{}')`, values)
				const team = () => client.query('INSERT INTO team (account_id, name) VALUES ($1, $2)', values)
				await client.query('BEGIN')
				await (first ? member : team)()
				await (first ? team : member)()
				await client.query('COMMIT')
				commits += 1
			}
		} finally {
			client.release()
		}
	}
	const done = write()
	await until(() => commits >= 20)
	const made = await contour(folder, source, ['backup', file, '--json'])
	writing.abort()
	await done
	expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' })

	const target = await createEmptyDatabase()
	expect((await contour(folder, target, ['restore', file])).code).toBe(0)
	const { rows: counts } = await withClient(target.adminUrl, (client) =>
		client.query<{ members: number; teams: number }>(
			`SELECT (SELECT count(*)::int FROM member WHERE name LIKE 'Beside %') AS members,
				(SELECT count(*)::int FROM team WHERE name LIKE 'Beside %') AS teams`,
		),
	)
	expect(counts[0]?.members).toBe(counts[0]?.teams)
	expect(counts[0]?.members).toBeGreaterThanOrEqual(20)
	expect(commits).toBeGreaterThan(counts[0]?.members ?? 0)
}, 120_000)
