import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { OpenInFile, RefusedRow } from '#app/domain/import/import-outcome.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import type { FileRow } from '#app/domain/import/spread-row.ts'
import type { ImportSubject } from '#app/domain/import/subject-index.ts'
import { SubjectIndex } from '#app/domain/import/subject-index.ts'
import type { ValueRefusal } from '#app/domain/import/value-reader.ts'
import { ValueReader } from '#app/domain/import/value-reader.ts'
import { isErasedBy } from '#app/data/erasures/is-erased.server.ts'
import type { ErasedIndex } from '#app/data/erasures/read-erased-index.server.ts'
import type { FileEncoding, FileRecord } from '#app/data/connectors/connector.ts'
import { UnreadableFile } from '#app/data/connectors/connector.ts'
import { connectors } from '#app/data/connectors/connectors.server.ts'
import { decodeChunks } from '#app/data/connectors/decode-chunks.server.ts'
import { storableText } from '#app/lib/storable-text.ts'
import { PieceQueue } from './piece-queue.ts'
import { RefusedCsv } from './refused-csv.server.ts'
import { TextBuffer } from './text-buffer.ts'

export type ImportDeskSetup = {
	kind: MetricImportKind
	encoding: FileEncoding
	delimiter: string | null
	header: string[]
	mapping: MetricMapping
	metrics: ImportMetric[]
	/** Whose rows are passed over. */
	erased: ErasedIndex | null
}

/** `values` are rows for COPY, `refused` the CSV of the rows that are refused. */
export type DeskPass = 'values' | 'refused'

/** Why the database refuses a value of a row: the row, the column and the words. */
export type RowReason = [row: number, column: number, message: string]

export type DeskStep = { bytes: Uint8Array<ArrayBuffer>; records: number }
export type DeskEnd =
	| {
			ok: true
			records: number
			/** Rows of which something was refused; all of them once the second pass is over. */
			refused: number
			first: RefusedRow[]
			/** Rows of people who were erased. */
			erased: number
			unknown: Record<'subjects' | 'metrics', { text: string; rows: number }[]>
			open: OpenInFile
	  }
	| { ok: false; problem: ImportProblem }

const shownUnknown = 200
const countedUnknown = 5000
/** Of what has to be asked. */
const examples = 3

/**
 * A file of metrics on the table: pieces of it come in, rows go out. It knows no database, so that it can stand in a thread of
 * its own, and holds no more of the file than a piece.
 */
export class ImportDesk {
	readonly #setup: ImportDeskSetup
	readonly #subjects: SubjectIndex
	readonly #metricNumbers: ReadonlyMap<string, number>
	#reasons = new Map<number, RowReason[]>()
	#pass: Pass | undefined

	constructor(setup: ImportDeskSetup) {
		this.#setup = setup
		this.#subjects = new SubjectIndex(isErasedBy(setup.erased))
		this.#metricNumbers = new Map(setup.metrics.map(({ key }, n) => [key, n]))
	}

	addSubjects(json: string): void {
		for (const subject of JSON.parse(json) as ImportSubject[]) this.#subjects.add(subject)
	}

	/** What the database refuses, before the pass that makes the CSV. */
	addReasons(reasons: readonly RowReason[]): void {
		for (const reason of reasons)
			this.#reasons.set(reason[0], [...(this.#reasons.get(reason[0]) ?? []), reason])
	}

	begin(pass: DeskPass): void {
		const { metrics, erased: _, ...rest } = this.#setup
		const reader = new ValueReader({
			...rest,
			metrics: new Map(metrics.map((metric) => [metric.key, metric])),
			subjects: this.#subjects,
		})
		this.#pass =
			pass === 'values'
				? new ValuePass(this.#setup, reader, this.#metricNumbers)
				: new RefusedPass(this.#setup, reader, this.#reasons)
	}

	/** What comes of the next piece of the file. */
	step(piece: Uint8Array): Promise<DeskStep> {
		if (!this.#pass) throw new Error('No pass has begun.')
		return this.#pass.step(piece)
	}

	/** After the last piece. */
	end(): Promise<{ last: DeskStep; end: DeskEnd }> {
		if (!this.#pass) throw new Error('No pass has begun.')
		return this.#pass.end()
	}
}

/** One time through the file. */
abstract class Pass {
	readonly #pieces = new PieceQueue()
	readonly #running: Promise<void>
	#problem: ImportProblem | undefined
	#row = 0
	#last = ''
	protected readonly out = new TextBuffer()
	protected records = 0
	protected refused = 0
	protected erased = 0
	protected readonly first: RefusedRow[] = []
	readonly #unknown = { subjects: new Map<string, number>(), metrics: new Map<string, number>() }
	/** Examples by metric; those of decimals by nothing. */
	readonly #open = new Map<string, Set<string>>()

	constructor({ kind, encoding, header, delimiter }: ImportDeskSetup) {
		const read = async () => {
			const chunks = decodeChunks(this.#pieces.read(), encoding)
			for await (const records of connectors[kind].read(chunks, { header, delimiter, sample: [] })) {
				this.records += records.length
				for (const record of records) {
					this.#row = record.row
					this.take(record)
				}
			}
		}
		this.#running = read().catch((error: unknown) => {
			if (!(error instanceof UnreadableFile)) throw error
			this.#problem = error.problem
		})
		// Whoever takes the next step learns of it.
		this.#running.catch(() => undefined)
	}

	protected abstract take(record: FileRecord): void

	/** After the last record. */
	protected finish(): void {}

	async step(piece: Uint8Array): Promise<DeskStep> {
		if (!this.#problem) await Promise.race([this.#pieces.give(piece), this.#running])
		return { bytes: this.out.take(), records: this.records }
	}

	async end(): Promise<{ last: DeskStep; end: DeskEnd }> {
		this.#pieces.close()
		await this.#running
		this.finish()
		const last = { bytes: this.out.take(), records: this.records }
		if (this.#problem) return { last, end: { ok: false, problem: this.#problem } }
		const { records, refused, first, erased } = this
		const top = (texts: Map<string, number>) =>
			[...texts]
				.toSorted((a, b) => b[1] - a[1])
				.slice(0, shownUnknown)
				.map(([text, rows]) => ({ text: storableText(text.slice(0, 200)), rows }))
		const unknown = { subjects: top(this.#unknown.subjects), metrics: top(this.#unknown.metrics) }
		return { last, end: { ok: true, records, refused, first, erased, unknown, open: this.#openInFile() } }
	}

	/** A text that is unknown counts once in a row, whatever number of values it has. */
	protected note({ unknown, open }: ValueRefusal): void {
		if (open) this.#noteOpen(open)
		if (!unknown) return
		const last = `${this.#row} ${unknown.text}`
		if (last === this.#last) return
		this.#last = last
		const counts = this.#unknown[unknown.what]
		const before = counts.get(unknown.text)
		if (before !== undefined || counts.size < countedUnknown) counts.set(unknown.text, (before ?? 0) + 1)
	}

	#noteOpen(open: NonNullable<ValueRefusal['open']>): void {
		const metric = open.about === 'percent' ? open.metric : ''
		const texts = this.#open.get(metric) ?? new Set()
		if (texts.size < examples) texts.add(storableText(open.text.trim().slice(0, 60)))
		this.#open.set(metric, texts)
	}

	#openInFile(): OpenInFile {
		const percents = [...this.#open].filter(([metric]) => metric !== '')
		return {
			decimals: [...(this.#open.get('') ?? [])],
			percents: percents.map(([metric, texts]) => ({ metric, examples: [...texts] })),
		}
	}
}

const brokenRow = ({ broken = '' }: FileRecord): ValueRefusal => ({ column: -1, message: broken })

class ValuePass extends Pass {
	readonly #reader: ValueReader
	readonly #metricNumbers: ReadonlyMap<string, number>
	#place = 0

	constructor(setup: ImportDeskSetup, reader: ValueReader, metricNumbers: ReadonlyMap<string, number>) {
		super(setup)
		this.#reader = reader
		this.#metricNumbers = metricNumbers
	}

	protected override take(record: FileRecord): void {
		let isRefused = false
		let isErased = false
		const onRefusal = (refusal: ValueRefusal) => {
			isErased ||= refusal.isErased === true
			if (refusal.isErased) return
			isRefused = true
			this.note(refusal)
		}
		if (record.broken !== undefined) onRefusal(brokenRow(record))
		else {
			this.#reader.read(
				record satisfies FileRow,
				({ metric, subject, startsOn, grain, value, weight }, column) => {
					this.#place += 1
					this.out.add(
						`${this.#place},${record.row},${column},${this.#metricNumbers.get(metric.key)},${subject},${startsOn},${grain},${value},${weight ?? ''}\n`,
					)
				},
				onRefusal,
			)
		}
		if (isRefused) this.refused += 1
		else if (isErased) this.erased += 1
	}
}

class RefusedPass extends Pass {
	readonly #reader: ValueReader
	readonly #reasons: ReadonlyMap<number, RowReason[]>
	readonly #csv: RefusedCsv

	constructor(setup: ImportDeskSetup, reader: ValueReader, reasons: ReadonlyMap<number, RowReason[]>) {
		super(setup)
		this.#reader = reader
		this.#reasons = reasons
		this.#csv = new RefusedCsv(setup.header, this.out)
	}

	protected override take(record: FileRecord): void {
		const refusals: ValueRefusal[] = []
		const onRefusal = (refusal: ValueRefusal) => {
			if (refusal.isErased) return
			refusals.push(refusal)
			this.note(refusal)
		}
		if (record.broken !== undefined) onRefusal(brokenRow(record))
		else this.#reader.read(record, () => undefined, onRefusal)
		for (const [, column, message] of this.#reasons.get(record.row) ?? []) refusals.push({ column, message })
		if (refusals.length === 0) return
		this.refused += 1
		this.#csv.add(record, refusals, this.first)
	}

	protected override finish(): void {
		this.#csv.flush()
	}
}
