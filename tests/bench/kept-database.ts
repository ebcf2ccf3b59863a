import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Client } from 'pg'
import { migrate } from '#prisma/migrate.ts'
import { onDatabase, withClient } from '#tests/support/test-cluster.ts'
import type { BenchDatabase } from './bench-database.ts'
import {
	makeDatabase,
	measured,
	onOpenDatabase,
	told,
	withBenchDatabase,
	withPostgres,
} from './bench-database.ts'

const prepared = 'prepared'
/** Migrations that came since are applied to what is kept. What publishes it is not looked at: give another folder after a change of that. */
const writers = ['company.ts', 'heatmap-data.ts'].map((name) => path.join(import.meta.dirname, name))

type Prepare<Data> = (admin: Client) => Promise<Data>

/**
 * `withBenchDatabase` on data that take minutes to write. With a folder they are written once and kept there, and each run
 * measures a copy of them.
 *
 * @param of.what names the data, for a folder with others
 */
export async function withPreparedDatabase<Data, T>(
	of: { name: string; what: string; folder: string | undefined; prepare: Prepare<Data> },
	run: (database: BenchDatabase, data: Data) => Promise<T>,
): Promise<T> {
	const { name, what, folder, prepare } = of
	if (folder === undefined) {
		return withBenchDatabase(name, async (database) => run(database, await prepare(database.admin)))
	}
	mkdirSync(folder, { recursive: true })
	const file = path.join(folder, `${name}.data`)
	const mark = markOf(what)
	return withPostgres({ dataDir: folder, leavesFiles: true }, async (server) => {
		let kept = readKept<Data>(file, mark)
		if (kept) {
			await migrate({ connectionString: onDatabase(server.ownerUrl, prepared) })
		} else {
			rmSync(file, { force: true })
			await makeDatabase(server, prepared)
			const data = await onOpenDatabase(server, prepared, ({ admin }) => prepare(admin))
			kept = { mark, data }
			writeFileSync(file, serialize(kept))
		}
		await told('a copy of the data', () =>
			withClient(server.adminUrl, async (client) => {
				await client.query(`DROP DATABASE IF EXISTS ${measured} (FORCE)`)
				await client.query(
					`CREATE DATABASE ${measured} TEMPLATE ${prepared} OWNER contour_owner STRATEGY file_copy`,
				)
			}),
		)
		const { data } = kept
		return onOpenDatabase(server, measured, (database) => run(database, data))
	})
}

function readKept<Data>(file: string, mark: string): { mark: string; data: Data } | null {
	if (!existsSync(file)) return null
	const kept = deserialize(readFileSync(file)) as { mark: string; data: Data }
	return kept.mark === mark ? kept : null
}

function markOf(what: string): string {
	const hash = createHash('sha256').update(what)
	for (const file of writers) hash.update(readFileSync(file))
	return hash.digest('hex')
}
