import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { TEMPORARY, onDatabase, withClient } from '#tests/support/test-cluster.ts'
import { newAccount, writeCells, writeOneOfEverything } from '#tests/backup/two-companies.ts'
import { withBenchDatabase, told } from './bench-database.ts'
import type { Result } from './measure.ts'

const CLI = path.join(import.meta.dirname, '..', '..', 'app', 'cli', 'main.ts')
/** What a backup or a restore may need beyond a command that does nothing, whatever the size of the database. */
const LIMIT_MB = 200

/**
 * The memory of `contour backup` and `contour restore` at its highest, above that of a command that does nothing, at a
 * million rows and at a tenth of them: what they need must not grow with the rows.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	const rows = quick ? 100_000 : 1_000_000
	const folder = mkdtempSync(path.join(TEMPORARY, 'bench-backup-files-'))
	try {
		return await withBenchDatabase('backup', async ({ appUrl, adminUrl }) => {
			const owner = readOwner(adminUrl)
			const settings = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: owner, CONTOUR_DATA_DIR: folder }
			const { accountId } = await writeOneOfEverything(adminUrl, newAccount())
			const idle = await peakOf(['db', 'url'], settings)
			const measured: Result[] = []
			let written = 1
			for (const count of [rows / 10, rows]) {
				await told(`Writing ${count} rows`, () => writeCells(adminUrl, accountId, count - written, written))
				written = count
				const file = path.join(folder, `${count}.tar.zst`)
				const backup = await told('Backup', () => peakOf(['backup', file], settings))
				await withClient(onDatabase(adminUrl, 'postgres'), async (client) => {
					await client.query('DROP DATABASE IF EXISTS restored (FORCE)')
					await client.query('CREATE DATABASE restored OWNER contour_owner')
				})
				const into = {
					...settings,
					DATABASE_URL: onDatabase(appUrl, 'restored'),
					DATABASE_OWNER_URL: onDatabase(owner, 'restored'),
				}
				const restore = await told('Restore', () => peakOf(['restore', file], into))
				const note = `${count} rows, ${(statSync(file).size / 1e6).toFixed(1)} MB archive; reference: the limit; idle ${idle.toFixed(0)} MB`
				measured.push(peak(`backup_${count}_rows_peak_rss_above_idle_mb`, backup - idle, note))
				measured.push(peak(`restore_${count}_rows_peak_rss_above_idle_mb`, restore - idle, note))
			}
			return measured
		})
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

/** The owner's address: that of the superuser's server, with the owner's password beside the data. */
function readOwner(adminUrl: string): string {
	const file = path.join(TEMPORARY, 'bench-backup', 'postgres', 'credentials.json')
	const { owner } = JSON.parse(readFileSync(file, 'utf8')) as { owner: { user: string; password: string } }
	return Object.assign(new URL(adminUrl), { username: owner.user, password: owner.password }).href
}

const peak = (name: string, megabytes: number, note: string): Result => ({
	name,
	ours: Number(megabytes.toPrecision(4)),
	reference: LIMIT_MB,
	ratio: Number((megabytes / LIMIT_MB).toPrecision(4)),
	limit: 1,
	holds: megabytes <= LIMIT_MB,
	note,
})

/** Megabytes of memory that the command had at its highest. */
async function peakOf(args: string[], settings: Record<string, string>): Promise<number> {
	const child = spawn(process.execPath, [CLI, ...args], {
		env: { PATH: process.env.PATH, NODE_ENV: 'test', ...settings },
		stdio: ['ignore', 'ignore', 'inherit'],
	})
	let highest = 0
	const look = setInterval(() => {
		try {
			const said = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
			highest = Math.max(highest, Number(said?.[1] ?? 0))
		} catch {
			// It has ended.
		}
	}, 10)
	const [code] = await once(child, 'close')
	clearInterval(look)
	if (code !== 0) throw new Error(`contour ${args.join(' ')} ended with ${code}`)
	return highest / 1024
}
