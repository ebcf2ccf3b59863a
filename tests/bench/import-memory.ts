import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import { foundMetricCompany } from './metric-company.ts'

/**
 * Megabytes above idle at the highest while files of so many rows are imported, from the first byte to the last row, each into
 * empty tables. Idle is after a small one, with its thread.
 */
export async function measureMemory(
	{ admin, appUrl }: BenchDatabase,
	{ sizes, members }: { sizes: readonly number[]; members: number },
): Promise<{ idle: number; peaks: number[] }> {
	const { scope: _, ...company } = await foundMetricCompany(admin, members)
	const child = fork(path.join(import.meta.dirname, 'import-child.ts'), [
		JSON.stringify({ url: appUrl, company }),
	])
	const pid = child.pid ?? 0
	try {
		await once(child, 'message')
		const run = async (rows: number) => {
			await admin.query('TRUNCATE observation, replaced_observation')
			child.send({ rows, members })
			const [answer] = (await Promise.race([
				once(child, 'message'),
				once(child, 'exit').then(() => [null]),
			])) as [unknown]
			if ((answer as { added?: number } | null)?.added !== rows)
				throw new Error(`Of ${rows} rows: ${JSON.stringify(answer)}`)
		}
		await run(5_000)
		const idle = readMemory(pid, 'VmRSS')
		const peaks: number[] = []
		for (const rows of sizes) {
			writeFileSync(`/proc/${pid}/clear_refs`, '5')
			await told(`memory of ${rows} rows`, () => run(rows))
			peaks.push(readMemory(pid, 'VmHWM') - idle)
		}
		child.send({ rows: 0, members })
		await once(child, 'exit')
		return { idle, peaks }
	} finally {
		child.kill()
	}
}

function readMemory(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const said = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
	return Number(said?.[1] ?? 0) / 1024
}
