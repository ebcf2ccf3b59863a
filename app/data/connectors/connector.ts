import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'

export type FileEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'

/** The beginning of a file as text, and whether that is all of it. */
export type FileHead = { text: string; isWhole: boolean }

/** What a connector makes of a beginning. */
export type FileShape = {
	/** Of a CSV. */
	delimiter: string | null
	/** The names of the columns; of JSON those of the fields that are read. */
	header: string[]
	/** Rows below the header, as many as tell what the columns hold. */
	sample: string[][]
}

/** A row of a file: its cells by column. */
export type FileRecord = {
	/** As a spreadsheet or an editor numbers it. */
	row: number
	cells: string[]
	/** Why this row alone cannot be read. */
	broken?: string
}

/** One kind of file: from bytes to rows. A new kind is one file here, and a line in `connectors.ts`. */
export type Connector = {
	kind: MetricImportKind
	/** How surely a file that begins so is of this kind: 0 is not at all, the highest of all connectors gets it. */
	sniff: (head: FileHead) => number
	describe: (head: FileHead) => ({ ok: true } & FileShape) | { ok: false; problem: ImportProblem }
	/** What the columns seem to be. */
	guess: (shape: FileShape, metrics: ReadonlyMap<string, ImportMetric>) => MetricMapping
	/**
	 * The rows below the header, some at a time, of pieces of UTF-8.
	 *
	 * @throws UnreadableFile where the file cannot be read any further
	 */
	read: (chunks: AsyncIterable<Uint8Array>, shape: FileShape) => AsyncGenerator<FileRecord[]>
}

/** A file that cannot be read, or not to its end. */
export class UnreadableFile extends Error {
	readonly problem: ImportProblem

	constructor(problem: ImportProblem) {
		super(`A file cannot be read: ${problem.kind}.`)
		this.problem = problem
	}
}
