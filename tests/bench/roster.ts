import { readFileSync, writeFileSync } from 'node:fs'
import { ensureBuild } from '#app/server/build.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { foundImportingAccount } from './importing-account.ts'
import type { Result } from './measure.ts'
import type { RosterFile } from './roster-files.ts'
import { writeRoster } from './roster-files.ts'

/** Megabytes that the application may need beyond its idle state, while it imports the largest roster there is. */
const LIMIT_MB = 250

const megabyte = 1024 * 1024

export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	const rows = quick ? 5_000 : 50_000
	const large = 20 * megabyte
	const files: Record<string, RosterFile> = {
		added: { rows, word: 'First' },
		changed: { rows, word: 'Second' },
		'utf-16': { rows, word: 'Third', encoding: 'utf-16le' },
		'20_mb': { rows, word: 'Fourth', bytes: large },
		'20_mb_utf-16': { rows, word: 'Fifth', bytes: large, encoding: 'utf-16le' },
	}
	return withBenchDatabase('roster', async ({ admin, adminUrl, appUrl }) => {
		const folder = makeDataFolder()
		const results: Result[] = []
		const application = startApplication(folder, { DATABASE_URL: appUrl, DATABASE_OWNER_URL: adminUrl })
		try {
			const url = await application.ready
			const pid = application.child.pid ?? 0
			const warmUp = await foundImportingAccount(admin, url)
			await warmUp.importFile(writeRoster({ rows: 100, word: 'First' }) as Uint8Array<ArrayBuffer>)
			const idle = readMemory(pid, 'VmRSS')
			const account = await foundImportingAccount(admin, url)
			for (const [name, file] of Object.entries(files)) {
				const bytes = writeRoster(file)
				writeFileSync(`/proc/${pid}/clear_refs`, '5')
				await told(`${name}, ${(bytes.length / megabyte).toFixed(1)} MB`, () =>
					account.importFile(bytes as Uint8Array<ArrayBuffer>),
				)
				const peak = readMemory(pid, 'VmHWM') - idle
				process.stderr.write(
					`${name} ${peak.toFixed(0)} idle ${idle.toFixed(0)} now ${readMemory(pid, 'VmRSS').toFixed(0)}\n`,
				)
			}
		} finally {
			application.child.kill('SIGTERM')
			await application.ended
			removeDataFolder(folder)
		}
		return results
	})
}

/** Megabytes of a process's memory: resident now, or at its highest. */
function readMemory(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const said = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
	return Number(said?.[1] ?? 0) / 1024
}
