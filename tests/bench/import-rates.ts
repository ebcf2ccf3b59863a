import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { getDryRun } from '#app/data/imports/get-dry-run.server.ts'
import { getImportResult } from '#app/data/imports/get-import-result.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startCheck } from '#app/data/imports/start-check.server.ts'
import type { ImportCounts } from '#app/domain/import/import-outcome.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import { copyAndInsert, copyBarely, resolvedRows } from './import-reference.ts'
import { median } from './measure.ts'
import type { MetricCompany } from './metric-company.ts'
import { foundMetricCompany, metricFile } from './metric-company.ts'

const never = new AbortController().signal

export type ImportTimes = Record<
	'ours' | 'reference' | 'bare' | 'dryRun' | 'apply' | 'oursChanged' | 'referenceChanged' | 'sparingChanged',
	number
>

/** Keeps a file with its mapping complete. */
export async function laidImport(
	{ scope }: MetricCompany,
	content: AsyncIterable<Uint8Array>,
): Promise<string> {
	const added = await addImport(scope, { fileName: 'metrics.csv', content })
	if (!added.ok) throw new Error(added.problem.kind)
	const { importId } = added
	if (added.isMapped) return importId
	const described = await describeImport(scope, importId)
	if (!described) throw new Error('The import is not there.')
	const saved = await saveMapping(scope, { importId, mapping: { ...described.mapping, grain: 'day' } })
	if (!saved.ok) throw new Error(JSON.stringify(saved))
	return importId
}

/** Has it applied, and says what came of it. */
async function applied({ scope, accountId }: MetricCompany, importId: string): Promise<ImportCounts> {
	const started = await startApply(scope, { importId, mode: 'all-or-nothing' })
	if (!started.ok) throw new Error(started.reason)
	await runJob({ accountId, jobId: started.jobId }, never)
	const outcome = await getImportResult(scope, importId)
	if (outcome?.state !== 'applied' || !outcome.result)
		throw new Error(`It was not applied: ${outcome?.job?.problem}`)
	return outcome.result.counts
}

const expectCounts = (found: object, wanted: object) => {
	for (const [name, count] of Object.entries(wanted)) {
		if ((found as Record<string, number>)[name] !== count)
			throw new Error(`${name}: ${JSON.stringify(found)}`)
	}
}

/** All of it: from the first byte to the last row. */
export async function importOnce(
	company: MetricCompany,
	content: AsyncIterable<Uint8Array>,
): Promise<ImportCounts> {
	return applied(company, await laidImport(company, content))
}

/** Seconds of our import and of the reference, each on an empty table and then with a tenth of its values changed. Medians. */
export async function timeImports(
	{ admin, appUrl }: BenchDatabase,
	of: { rows: number; members: number; rounds: number },
): Promise<ImportTimes> {
	const { rows, members } = of
	const company = await foundMetricCompany(admin, members)
	const first = await resolvedRows(admin, company, of)
	const second = await resolvedRows(admin, company, { ...of, change: 1 })
	const times: Record<keyof ImportTimes, number[]> = {
		...{
			ours: [],
			reference: [],
			bare: [],
			dryRun: [],
			apply: [],
			oursChanged: [],
			referenceChanged: [],
			sparingChanged: [],
		},
	}
	const time = async (name: keyof ImportTimes, run: () => Promise<unknown>) => {
		const start = performance.now()
		await told(name, run)
		times[name].push((performance.now() - start) / 1000)
	}
	const reference = async () => {
		for (const name of ['referenceChanged', 'sparingChanged'] as const) {
			await empty(admin)
			const leavesUnchanged = name === 'sparingChanged'
			const importId = await plainImport(admin, company)
			await time('reference', () => copyAndInsert(appUrl, company, first, { importId, leavesUnchanged }))
			await admin.query('VACUUM ANALYZE observation')
			const changed = await plainImport(admin, company)
			await time(name, () => copyAndInsert(appUrl, company, second, { importId: changed, leavesUnchanged }))
		}
	}
	const ours = async () => {
		await empty(admin)
		const dry = await laidImport(company, metricFile(rows, members))
		await time('dryRun', () => checked(company, dry))
		await time('ours', async () => {
			const importId = await laidImport(company, metricFile(rows, members))
			await time('apply', async () =>
				expectCounts(await applied(company, importId), { added: rows, refused: 0 }),
			)
		})
		await admin.query('VACUUM ANALYZE observation')
		await time('oursChanged', async () => {
			const importId = await laidImport(company, metricFile(rows, members, 1))
			expectCounts(await applied(company, importId), { added: 0, changed: Math.ceil(rows / 10), refused: 0 })
		})
	}
	for (let round = 0; round < of.rounds; round += 1) {
		for (const run of round % 2 === 0 ? [reference, ours] : [ours, reference]) await run()
		await time('bare', () => copyBarely(admin, first))
	}
	await empty(admin)
	return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])) as ImportTimes
}

async function checked({ scope, accountId }: MetricCompany, importId: string): Promise<void> {
	const started = await startCheck(scope, { importId })
	if (!started) throw new Error('It cannot be looked at.')
	await runJob({ accountId, jobId: started.jobId }, never)
	const dry = await getDryRun(scope, importId)
	if (dry?.state !== 'done' || !dry.checked.ok) throw new Error('It was not looked at.')
}

async function empty(admin: Client): Promise<void> {
	await admin.query('TRUNCATE observation, replaced_observation')
	await admin.query('VACUUM ANALYZE import_piece')
	await admin.query('CHECKPOINT')
}

async function plainImport(admin: Client, { accountId }: MetricCompany): Promise<string> {
	const id = randomUUID()
	await admin.query(
		`INSERT INTO import (account_id, id, kind, state, file_name, sha256) VALUES ($1, $2, 'reference', 'applied', 'reference', '')`,
		[accountId, id],
	)
	return id
}
