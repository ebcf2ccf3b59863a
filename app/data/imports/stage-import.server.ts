import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { readErasedIndex } from '#app/data/erasures/read-erased-index.server.ts'
import type { DeskEnd, DeskPass, DeskStep } from './import-desk.server.ts'
import type { MetricImportRow } from './import-row.server.ts'
import { laySubjects, numberSubjects } from './lay-subjects.server.ts'
import { readPiece } from './read-piece.server.ts'
import { refuseAgainstData } from './refuse-against-data.server.ts'
import { selectMetrics } from './select-metrics.server.ts'
import type { ImportTable } from './with-import-desk.server.ts'
import { withImportDesk } from './with-import-desk.server.ts'

export type OnImportProgress = (
	stage: 'reading' | 'checking' | 'preparing' | 'writing',
	done: number,
	total: number | null,
) => void

export type StageImport = {
	row: MetricImportRow
	onProgress?: OnImportProgress | undefined
	signal?: AbortSignal | undefined
}

export type StagedImport =
	| {
			ok: true
			/** Rows of the file. */
			records: number
			/** Values that can be written. */
			values: number
			isRefused: boolean
			/** Rows of people who were erased. */
			erased: number
			unknown: (DeskEnd & { ok: true })['unknown']
			open: (DeskEnd & { ok: true })['open']
	  }
	| { ok: false; problem: ImportProblem }

/**
 * Reads an import into temporary tables of the transaction, checks it against what is there, and lets `run` go on from there:
 * `import_row` holds its good values, `import_match` those of which one is there already, `import_metric` and `import_subject` tell what their
 * numbers mean.
 *
 * @param run `readRefused` reads the file once more, for the CSV of its refused rows
 */
export async function stageImport<T>(
	transaction: Transaction,
	scope: AccountScope,
	of: StageImport,
	run: (
		staged: StagedImport,
		readRefused: (write: (bytes: Uint8Array) => Promise<void>) => Promise<DeskEnd>,
	) => Promise<T>,
): Promise<T> {
	const { sql } = transaction
	const { row, onProgress, signal } = of
	const { kind, mapping, summary } = row
	const { encoding, delimiter, header, bytes, pieces } = summary
	onProgress?.('reading', 0, null)
	await sql.query(`SET LOCAL statement_timeout = '15min'`)
	// Joins of a million rows stay in memory, whatever the server is set to.
	await sql.query(`SET LOCAL work_mem = '64MB'`)
	const metrics = [...(await selectMetrics(transaction, scope)).values()]
	await sql.query(
		`CREATE TEMPORARY TABLE import_metric ON COMMIT DROP AS
		 SELECT (m.n - 1)::int AS n, m.id FROM unnest($1::uuid[]) WITH ORDINALITY m (id, n)`,
		[metrics.map(({ id }) => id)],
	)
	await sql.query(
		`CREATE TEMPORARY TABLE import_row (place int NOT NULL, row_number int NOT NULL, "column" int NOT NULL, metric int NOT NULL,
			subject int NOT NULL, starts_on date NOT NULL, grain grain NOT NULL, value numeric NOT NULL, weight numeric) ON COMMIT DROP`,
	)
	const erased = await readErasedIndex(transaction, scope)
	const setup = { kind, encoding, delimiter, header, mapping, metrics, erased }
	const subjects = await numberSubjects(transaction, scope, mapping.subject.is)
	return withImportDesk({ bytes, subjects, setup, signal }, async (desk) => {
		await laySubjects(transaction, scope, desk, mapping.subject.is)
		const pass = (which: DeskPass) => passThrough(scope, desk, { importId: row.id, pieces, which, signal })
		const end = await copyRows(transaction, pass('values'), (done) => onProgress?.('reading', done, null))
		const readRefused = async (write: (bytes: Uint8Array) => Promise<void>) => {
			const steps = pass('refused')
			for (;;) {
				const next = await steps.next()
				if (next.done) return next.value
				if (next.value.bytes.length > 0) await write(next.value.bytes)
			}
		}
		if (!end.ok) return run(end, readRefused)
		onProgress?.('checking', 0, null)
		const checked = await refuseAgainstData(transaction, scope, header)
		if (checked.reasons.length > 0) await desk.addReasons(checked.reasons)
		const { records, erased: passedOver, unknown, open } = end
		const isRefused = end.refused > 0 || checked.reasons.length > 0
		return run(
			{ ok: true, records, values: checked.values, isRefused, erased: passedOver, unknown, open },
			readRefused,
		)
	})
}

/** Once through the file, the next piece always on its way to the desk while the last one's rows are dealt with. */
async function* passThrough(
	scope: AccountScope,
	desk: ImportTable,
	of: { importId: string; pieces: number; which: DeskPass; signal: AbortSignal | undefined },
): AsyncGenerator<DeskStep, DeskEnd> {
	await desk.begin(of.which)
	const take = async (number: number) => desk.step(await readPiece(scope, { importId: of.importId, number }))
	let next = take(0)
	for (let number = 1; number <= of.pieces; number += 1) {
		const step = await next
		of.signal?.throwIfAborted()
		if (number < of.pieces) {
			next = take(number)
			// Whoever comes for it learns of it.
			next.catch(() => undefined)
		}
		yield step
	}
	const { last, end } = await desk.end()
	yield last
	return end
}

async function copyRows(
	{ sql }: Transaction,
	steps: AsyncGenerator<DeskStep, DeskEnd>,
	onRecords: (done: number) => void,
): Promise<DeskEnd> {
	let end: DeskEnd | undefined
	async function* bytes() {
		for (;;) {
			const next = await steps.next()
			if (next.done) {
				end = next.value
				return
			}
			onRecords(next.value.records)
			if (next.value.bytes.length > 0) yield next.value.bytes
		}
	}
	const copy = sql.query(copyFrom('COPY import_row FROM STDIN (FORMAT csv)'))
	await pipeline(Readable.from(bytes(), { objectMode: false, highWaterMark: 1 }), copy)
	if (!end) throw new Error('A file was not read to its end.')
	return end
}
