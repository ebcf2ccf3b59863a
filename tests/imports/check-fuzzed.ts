import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import { readInMemory } from './read-in-memory.ts'

const copyRow =
	/^\d+,\d+,-?\d+,\d+,\d+,\d{4}-\d\d-\d\d,(?:day|week|month|quarter|year),-?\d{1,18}(?:\.\d{1,12})?,(?:\d{1,18}(?:\.\d{1,12})?)?$/

/** What holds of every file: it is refused in words, or each of its rows is read or comes back with its reason. */
export async function checkFuzzed(bytes: Uint8Array, pieceSize: number): Promise<'refused' | 'read'> {
	// Of larger ones fewer pieces: what is cut where is told by small files.
	const read = await readInMemory(bytes, Math.max(pieceSize, bytes.length / 200))
	if (!read.ok) {
		expect(describeImportProblem(read.problem)).toMatch(/^[A-Z].*\.$/)
		return 'refused'
	}
	for (const row of read.rows) if (!copyRow.test(row)) throw new Error(`Not for COPY: ${row}`)
	expect(read.refused.refused).toBe(read.values.refused)
	expect(read.refused.records).toBe(read.records.length)
	// In JSON columns, where neither a NUL nor half a character may stand.
	JSON.stringify([read.refused.first, read.refused.unknown], (_, told: unknown) => {
		if (typeof told === 'string' && (told.includes('\0') || !told.isWellFormed()))
			throw new Error('Not for a JSON column.')
		return told
	})
	checkCsv(read)
	return 'read'
}

/** Refused rows come back cell by cell as they were, inert. */
function checkCsv({
	csv,
	header,
	records,
	refused,
}: Extract<Awaited<ReturnType<typeof readInMemory>>, { ok: true }>): void {
	if (csv === '') return expect(refused.refused).toBe(0)
	const [head, ...rows] = parse(csv, { bom: true, relax_column_count: true }) as string[][]
	// Half a character cannot be written as UTF-8.
	const inert = (cell: string) =>
		(/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell).toWellFormed()
	expect(head).toEqual([...header.map(inert), remarkHeaders.row, remarkHeaders.reason])
	expect(rows).toHaveLength(refused.refused)
	const byRow = new Map(records.map((record) => [record.row, record.cells]))
	for (const row of rows) {
		const cells = byRow.get(Number(row[header.length])) ?? []
		expect(row.slice(0, header.length)).toEqual(header.map((_, at) => inert(cells[at] ?? '')))
		expect(row[header.length + 1]).toMatch(/\S/)
	}
}
