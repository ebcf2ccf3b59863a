import { CsvError, parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { importLimits } from '#app/domain/import/import-kind.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import { sniffDelimiter } from '#app/lib/sniff-delimiter.ts'
import type { FileHead, FileRecord, FileShape } from './connector.ts'
import { UnreadableFile } from './connector.ts'
import { sampleSize } from './sample-size.ts'

/** What is read at once: so much computing stands between two looks at whether to stop. */
const slice = 64 * 1024

const options = {
	relax_column_count: true,
	relax_quotes: true,
	skip_empty_lines: false,
	max_record_size: importLimits.rowCharacters,
}
/** Excel's own way to name the delimiter. */
const named = /^sep=([,;\t|])\r?\n/i

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** The header and first rows of a CSV; of the head's last record nothing is said where more of the file follows. */
export function describeCsv(
	head: FileHead,
): ({ ok: true } & FileShape) | { ok: false; problem: ImportProblem } {
	const name = named.exec(head.text)
	const text = name ? head.text.slice(name[0].length) : head.text
	const delimiter = name?.[1] ?? sniffDelimiter(text)
	const records: string[][] = []
	let row = 0
	let broken: ImportProblem | undefined
	try {
		parseSync(text, {
			...options,
			delimiter,
			to: 20_000,
			on_record: (cells: string[]) => {
				row += 1
				if (records.length === 0 ? isHeader(cells) : !isBlank(cells)) {
					if (records.length < 1 + sampleSize(records[0]?.length ?? 1)) records.push(cells)
				}
				return null
			},
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		if (head.isWhole || records.length === 0) broken = problemOf(error, row + (name ? 2 : 1))
	}
	const [first, ...rows] = records
	if (broken) return { ok: false, problem: broken }
	if (!first) return { ok: false, problem: { kind: 'empty' } }
	const header = first.slice(0, widthOf(first)).map((text) => text.trim())
	const { columns: limit } = importLimits
	if (header.length > limit)
		return { ok: false, problem: { kind: 'too-many-columns', columns: header.length, limit } }
	if (rows.length === 0) return { ok: false, problem: { kind: 'no-rows' } }
	return {
		ok: true,
		delimiter,
		header,
		sample: rows.map((cells) => header.map((_, column) => cells[column] ?? '')),
	}
}

const isRemark = (header: string) => header === remarkHeaders.row || header === remarkHeaders.reason

/** Without blank headers at the end, and without the row's number and reason of a CSV of refused rows that comes back. */
const widthOf = (header: readonly string[]) =>
	header.findLastIndex((cell) => cell.trim() !== '' && !isRemark(cell)) + 1

/** Of the rows above the table, such as a title, none has two cells. */
const isHeader = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length > 1

function problemOf(error: CsvError, row: number): ImportProblem {
	if (error.code === 'CSV_MAX_RECORD_SIZE')
		return { kind: 'long-row', row, limit: importLimits.rowCharacters }
	return { kind: 'unclosed-quote', row }
}

const tooLong = (cells: number, columns: number) =>
	`This row has ${cells} cells, and there are ${columns} columns. Put a cell with a comma in it between quotation marks.`

/** The rows of a CSV below its header. Blank ones are left out; they count as rows all the same. */
export async function* readCsv(
	chunks: AsyncIterable<Uint8Array>,
	{ delimiter, header }: FileShape,
): AsyncGenerator<FileRecord[]> {
	let records: FileRecord[] = []
	let row = 0
	let hasHeader = false
	/** Cells that a row may have: those of the header, of which the last may be remarks. */
	let most = header.length
	const add = (cells: string[]) => {
		const isLong = cells.length > most && !isBlank(cells.slice(most))
		records.push(isLong ? { row, cells, broken: tooLong(cells.length, most) } : { row, cells })
	}
	const parser = parse({
		...options,
		delimiter: delimiter ?? ',',
		on_record: (cells: string[]) => {
			row += 1
			if (row === 1 && /^sep=/i.test(cells[0] ?? '')) return null
			if (!hasHeader) {
				hasHeader = isHeader(cells)
				most = Math.max(header.length, cells.findLastIndex(isRemark) + 1)
			} else if (!isBlank(cells)) add(cells)
			return null
		},
	})
	let failed: Error | undefined
	parser.on('error', (error) => (failed = error))
	const settle = (run: (done: (error?: Error | null) => void) => void) =>
		new Promise<void>((resolve) => {
			run((error) => {
				failed ??= error ?? undefined
				resolve()
			})
		})
	const check = () => {
		if (failed instanceof CsvError) throw new UnreadableFile(problemOf(failed, row + 1))
		if (failed) throw failed
		const { rows: limit } = importLimits
		if (row > limit) throw new UnreadableFile({ kind: 'too-many-rows', limit })
	}
	try {
		for await (const chunk of chunks) {
			for (let from = 0; from < chunk.length; from += slice) {
				await settle((done) => parser.write(chunk.subarray(from, from + slice), done))
				check()
				if (records.length === 0) continue
				yield records
				records = []
			}
		}
		parser.resume()
		await settle((done) => {
			parser.once('end', () => done())
			parser.once('error', done)
			parser.end()
		})
		check()
		if (records.length > 0) yield records
	} finally {
		parser.destroy()
	}
}
