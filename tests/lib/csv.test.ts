import { expect, test } from 'vitest'
import { formatCsv, parseCsv } from '#app/lib/csv.server.ts'
import { decodeText } from '#app/lib/decode-text.ts'
import { sniffDelimiter } from '#app/lib/sniff-delimiter.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

function parsed(bytes: Uint8Array) {
	const result = parseCsv(bytes, { maxRows: 100 })
	if (!result.ok) throw new Error(JSON.stringify(result.problem))
	return { ...result, records: [...result.records] }
}

test('UTF-8 with and without a byte order mark, UTF-16 and Windows-1252 read alike', () => {
	const text = 'Name;Ort\r\nJürgen Größe;Köln\r\n'
	const versions: [Uint8Array, string][] = [
		[utf8(text), 'UTF-8'],
		[utf8(`\ufeff${text}`), 'UTF-8'],
		[new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')), 'UTF-16'],
		[new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()), 'UTF-16'],
		[latin(text), 'Windows-1252'],
	]
	for (const [bytes, encoding] of versions) {
		const result = parsed(bytes)
		expect(result.encoding).toBe(encoding)
		expect(result.records.map(({ cells }) => cells)).toEqual([
			['Name', 'Ort'],
			['Jürgen Größe', 'Köln'],
		])
	}
	expect(decodeText(new Uint8Array([0x80, 0x20, 0x96]))).toMatchObject({
		utf8: Buffer.from('€ –'),
		encoding: 'Windows-1252',
	})
})

test('what is no text says what it is', () => {
	const problem = (bytes: Uint8Array) => {
		const result = parseCsv(bytes, { maxRows: 100 })
		return result.ok ? null : result.problem
	}
	expect(problem(new Uint8Array())).toEqual({ kind: 'empty' })
	expect(problem(utf8('\ufeff \r\n'))).toEqual({ kind: 'empty' })
	expect(problem(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]))).toEqual({ kind: 'workbook' })
	expect(problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))).toEqual({ kind: 'workbook' })
	expect(problem(utf8('%PDF-1.7'))).toEqual({ kind: 'pdf' })
	expect(problem(utf8('a,b\n1,\0\n'))).toEqual({ kind: 'binary' })
	expect(problem(utf8('a,b\n1,2\n"open,3\n4,5\n'))).toEqual({ kind: 'unclosed-quote', row: 3 })
	expect(problem(utf8(`a\n${'b\n'.repeat(100)}`))).toEqual({ kind: 'too-many-rows', limit: 100 })
	expect(problem(utf8(`a\n${'\n'.repeat(10_000)}b`))).toEqual({ kind: 'too-many-rows', limit: 100 })
})

test('the delimiter is the one that cuts rows into equally many cells', () => {
	expect(sniffDelimiter('a,b,c\n1,2,3')).toBe(',')
	expect(sniffDelimiter('a;b\n"1,5;2,7";"x;y"\n1,5;2,7')).toBe(';')
	expect(sniffDelimiter('Name;Town\nBell, Ada;Porto\nChen, Bo;Berlin\nRoy, Luc;Paris')).toBe(';')
	expect(sniffDelimiter('a\tb\n1, 2\t3; 4')).toBe('\t')
	expect(sniffDelimiter('a|b|c\r1|2|3\r')).toBe('|')
	expect(sniffDelimiter('Name\nAda')).toBe(',')
	expect(parsed(utf8('sep=;\r\na,x;b\r\n1;2\r\n')).records).toEqual([
		{ row: 2, cells: ['a,x', 'b'] },
		{ row: 3, cells: ['1', '2'] },
	])
})

test('rows are numbered as a spreadsheet does', () => {
	const { records } = parsed(utf8('a,b\n"two\nlines",1\n\n,\n5" screen,2\n'))
	expect(records).toEqual([
		{ row: 1, cells: ['a', 'b'] },
		{ row: 2, cells: ['two\nlines', '1'] },
		{ row: 5, cells: ['5" screen', '2'] },
	])
})

test('a CSV that is written reads back, and holds no formula', () => {
	const csv = formatCsv(
		['Name', 'n'],
		[
			['Bell, "Ada"\nÖ', 1],
			['=1+1', null],
			['@x', -2],
		],
	)
	expect(csv.startsWith('\ufeffName,n\r\n')).toBe(true)
	expect(
		parsed(utf8(csv))
			.records.slice(1)
			.map(({ cells }) => cells),
	).toEqual([
		['Bell, "Ada"\nÖ', '1'],
		["'=1+1", ''],
		["'@x", '-2'],
	])
})

test('a cell with a line break of any kind stays one cell', () => {
	const cells = ['a\r=1+1', 'b\n=1+1', 'c\r\n=1+1', 'd', '\n', '\r']
	const csv = formatCsv(['Note\rof a row', 'b', 'c', 'd', 'e', 'f'], [cells])
	const [header, row, ...more] = parsed(utf8(csv)).records
	expect(header?.cells[0]).toBe('Note\rof a row')
	expect(row?.cells.slice(0, 5)).toEqual(cells.slice(0, 5))
	expect(more).toEqual([])
	expect(csv.replaceAll(/"[^"]*"/g, '').split(/\r\n|\r|\n/)).toHaveLength(3)
})
