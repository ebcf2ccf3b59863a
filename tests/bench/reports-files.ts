import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, escapeLiteral } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Person } from '#app/domain/access/policy.ts'
import { trainingNeedRows } from '#app/data/training-need-rows.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { ReportsData } from './reports-data.ts'

export type FileServer = { url: string; pid: number; output: () => string }

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
/** Milliseconds after which a job is given up. */
const longest = 180_000
const megabytes = { csv: 100, xlsx: 150 }
const note = (quick: boolean) => (quick ? 'means something only at full size' : undefined)

/**
 * All steps as CSV through the route, against `COPY … TO STDOUT` of the very statement whose rows it has, under the same role and
 * in the same account. Both are read to their end by this process and kept nowhere.
 */
export async function measureCsv(
	{ appUrl }: BenchDatabase,
	{ company, snapshotId, gaps, slug, token }: ReportsData,
	server: FileServer,
	{ quick }: { quick: boolean },
): Promise<{ results: Result[]; seconds: number }> {
	const path = `/a/${slug}/reports/training-needs.csv`
	const get = () => getFile(server.url + path, token)
	const statement = copyStatement(company.accountId, snapshotId)
	const client = new Client({ connectionString: appUrl })
	await client.connect()
	try {
		await client.query(`SELECT set_config('app.account_id', $1, false)`, [company.accountId])
		await client.query(`SET plan_cache_mode = force_custom_plan`)
		const copy = async () => {
			let lines = 0
			for await (const piece of client.query(copyTo(statement))) lines += countLines(piece as Buffer)
			if (lines !== gaps) throw new Error(`COPY has ${lines} of ${gaps} rows.`)
		}
		const ours = async () => {
			const { lines } = await get()
			if (lines !== gaps + 1) throw new Error(`The CSV has ${lines - 1} of ${gaps} rows.`)
		}
		const times = await told('CSV of all steps', () =>
			interleaved({ ours, copy }, { rounds: quick ? 3 : 7, warmUp: 1 }),
		)
		const peak = await peakAbove(server.pid, ours)
		return {
			seconds: times.ours / 1000,
			results: [
				timeResult(
					`CSV of ${gaps} steps through the route, against COPY TO STDOUT of the same statement, ms`,
					times.ours,
					times.copy,
					quick ? null : 1 / 0.7,
					note(quick) ?? 'a rate of at least 0.7',
				),
				timeResult(
					'its memory at the highest above idle, against the limit, MB',
					peak,
					megabytes.csv,
					1,
					note(quick),
				),
			],
		}
	} finally {
		await client.end()
	}
}

/**
 * The same as a workbook: prepared by a job, as so many rows are, from the form that starts it to the last byte of the file,
 * against the CSV.
 */
export async function measureXlsx(
	{ admin }: BenchDatabase,
	{ company, gaps, slug, token }: ReportsData,
	server: FileServer,
	{ quick, csvSeconds }: { quick: boolean; csvSeconds: number },
): Promise<Result[]> {
	const root = `${server.url}/a/${slug}`
	const prepare = async () => {
		const response = await fetch(`${root}/reports/training-needs`, {
			method: 'POST',
			headers: { Cookie: `${sessionCookie}=${token}`, Origin: server.url, 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams({ idempotencyKey: crypto.randomUUID(), format: 'xlsx' }),
			redirect: 'manual',
		})
		if (response.status !== 303) throw new Error(`The form answers ${response.status}.`)
		const jobId = await ended()
		const { bytes } = await getFile(`${root}/jobs/${jobId}/file`, token)
		if (bytes < gaps * 20) throw new Error(`The workbook has ${bytes} bytes.`)
	}
	const ended = async (): Promise<string> => {
		for (let waited = 0; waited < longest; waited += 20) {
			const { rows } = await admin.query<{ id: string; state: string; problem: string | null }>(
				`SELECT id, state, problem FROM job WHERE account_id = $1 ORDER BY created_at DESC LIMIT 1`,
				[company.accountId],
			)
			const [job] = rows
			if (job?.state === 'done') return job.id
			if (job?.state === 'failed') throw new Error(`The export failed: ${job.problem}`)
			await sleep(20)
		}
		throw new Error(`The export does not end:\n${server.output()}`)
	}
	const times = await told('workbook of all steps', () =>
		interleaved({ ours: prepare }, { rounds: quick ? 2 : 5, warmUp: 1 }),
	)
	const peak = await peakAbove(server.pid, prepare)
	return [
		timeResult(
			`workbook of ${gaps} steps, prepared and fetched, against the CSV, ms`,
			times.ours,
			csvSeconds * 1000,
			quick ? null : 4,
			note(quick),
		),
		timeResult(
			'its memory at the highest above idle, against the limit, MB',
			peak,
			megabytes.xlsx,
			1,
			note(quick),
		),
	]
}

/** The statement with its values in it: COPY takes no parameters. */
function copyStatement(accountId: string, snapshotId: string): string {
	const scope = { accountId, userId: null, membershipId: null, memberId: null } as never
	const query = trainingNeedsQuery(scope, hr, { snapshotId })
	if (!query) throw new Error('HR sees nobody.')
	const values = [...query.values, new Date().toISOString().slice(0, 10)]
	const text = trainingNeedRows({ sets: query.sets, today: `$${values.length}` })
	const literal = (value: unknown) => (value === null ? 'NULL' : escapeLiteral(String(value)))
	return `COPY (${text.replace(/\$(\d+)/g, (_all, number: string) => literal(values[Number(number) - 1]))}) TO STDOUT`
}

async function getFile(url: string, token: string): Promise<{ bytes: number; lines: number }> {
	// Packing is not measured: it is left to a proxy where there is one.
	const headers = { Cookie: `${sessionCookie}=${token}`, 'Accept-Encoding': 'identity' }
	const response = await fetch(url, { headers, redirect: 'manual' })
	if (response.status !== 200 || !response.body) throw new Error(`${url} answers ${response.status}.`)
	let bytes = 0
	let lines = 0
	for await (const piece of response.body) {
		bytes += piece.length
		lines += countLines(piece)
	}
	return { bytes, lines }
}

function countLines(piece: Uint8Array): number {
	let lines = 0
	for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1
	return lines
}

/** Megabytes of a process at its highest while something is done, above what it had before. */
async function peakAbove(pid: number, run: () => Promise<void>): Promise<number> {
	await sleep(2000)
	const idle = readMemory(pid, 'VmRSS')
	writeFileSync(`/proc/${pid}/clear_refs`, '5')
	await run()
	return readMemory(pid, 'VmHWM') - idle
}

function readMemory(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const said = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
	return Number(said?.[1] ?? 0) / 1024
}
