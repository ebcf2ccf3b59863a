import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild } from '#app/server/build.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { foundImportingAccount } from './importing-account.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'
import type { RosterFile } from './roster-files.ts'
import { writeRoster } from './roster-files.ts'

/** Megabytes that the application may need above its idle state while it imports a roster of 50,000 rows. */
const LIMIT_MB = 250

const megabyte = 1024 * 1024

/** Each changes everybody, but for the first, which adds them. */
const filesOf = (rows: number, large: number): Record<string, RosterFile> => ({
	added: { rows, word: 'First' },
	changed: { rows, word: 'Second' },
	changed_utf_16: { rows, word: 'Third', encoding: 'utf-16le' },
	changed_20_mb: { rows, word: 'Fourth', bytes: large },
	changed_20_mb_utf_16: { rows, word: 'Fifth', bytes: large, encoding: 'utf-16le' },
})

/**
 * The memory of the application at its highest while rosters are imported one after another, from the upload to the last row
 * written, above what it had after it had served some pages: against the limit, and against that of a process which does
 * nothing but read the same file into plain objects.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	const rows = quick ? 5_000 : 50_000
	const files = Object.entries(filesOf(rows, quick ? 2 * megabyte : 20 * megabyte))
	return withBenchDatabase('roster', async ({ admin, adminUrl, appUrl }) => {
		const folder = makeDataFolder()
		const application = startApplication(folder, { DATABASE_URL: appUrl, DATABASE_OWNER_URL: adminUrl })
		try {
			const url = await application.ready
			const pid = application.child.pid ?? 0
			const warmUp = await foundImportingAccount(admin, url)
			// Too small for a thread: what a thread leaves behind is counted.
			await warmUp.importFile(new Uint8Array(writeRoster({ rows: 100, word: 'First' })))
			await warmUp.lookAround(200)
			const idle = readMemory(pid, 'VmRSS')
			const account = await foundImportingAccount(admin, url)
			const results: Result[] = []
			for (const [name, file] of files) {
				const bytes = new Uint8Array(writeRoster(file))
				const plain = await readPlainly(bytes, file.encoding ?? 'utf-8')
				resetPeak(pid)
				const size = `${(bytes.length / megabyte).toFixed(1)} MB`
				await told(`${name}, ${size}`, () => account.importFile(bytes))
				if ((await account.countMembers()) !== rows) throw new Error('Not everybody was imported.')
				const peak = readMemory(pid, 'VmHWM') - idle
				const about = `${rows} rows, ${size}; idle ${idle.toFixed(0)} MB`
				results.push(
					timeResult(
						`roster_${name}_peak_rss_above_idle_mb`,
						peak,
						LIMIT_MB,
						1,
						`reference: the limit; ${about}`,
					),
					timeResult(`roster_${name}_peak_rss_above_idle_mb_against_plain`, peak, plain, null, about),
				)
			}
			return results
		} finally {
			application.child.kill('SIGTERM')
			await application.ended
			removeDataFolder(folder)
		}
	})
}

/** Megabytes of a process's memory: resident now, or at its highest since `resetPeak`. */
function readMemory(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const said = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
	return Number(said?.[1] ?? 0) / 1024
}

function resetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** Says on its standard output how many megabytes it needed above its own start. */
const plainReader = `
	import { readFileSync } from 'node:fs'
	import { parse } from 'csv-parse/sync'
	const peak = () => Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024
	const idle = peak()
	const [file, encoding] = process.argv.slice(1)
	const rows = parse(new TextDecoder(encoding).decode(readFileSync(file)), { columns: true })
	process.stdout.write(String(rows.length > 0 && peak() - idle))`

async function readPlainly(bytes: Uint8Array, encoding: string): Promise<number> {
	const folder = mkdtempSync(path.join(TEMPORARY, 'bench-roster-'))
	try {
		const file = path.join(folder, 'people.csv')
		writeFileSync(file, bytes)
		const child = spawn(process.execPath, ['--input-type=module', '-e', plainReader, file, encoding], {
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		let said = ''
		child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
		const [code] = await once(child, 'close')
		if (code !== 0) throw new Error(`The plain reader ended with ${code}.`)
		return Number(said)
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}
