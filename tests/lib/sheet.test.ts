import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { formatCsv } from '#app/lib/csv.server.ts'
import { CopiedCsv } from '#app/lib/sheet/copied-csv.server.ts'
import { formatCsvText } from '#app/lib/sheet/format-csv-text.server.ts'
import { openCsv } from '#app/lib/sheet/open-csv.server.ts'
import { openPdf } from '#app/lib/sheet/open-pdf.server.ts'
import { CopiedXlsx } from '#app/lib/sheet/copied-xlsx.server.ts'
import { openXlsx } from '#app/lib/sheet/open-xlsx.server.ts'
import { SharedStrings } from '#app/lib/sheet/shared-strings.server.ts'
import type { CellType, CellValue, Sheet, SheetWriter, TakeBytes } from '#app/lib/sheet/sheet.ts'
import { openXlsxFile } from '#app/lib/sheet/xlsx-file.server.ts'

/** Everything that the library writes in a way of its own, and what stands as it is. */
const texts = [
	...[
		'',
		'plain',
		'=1+1',
		'+1',
		'-1',
		'@x',
		'\tx',
		'\rx',
		'＝1',
		'＋1',
		'－1',
		'＠x',
		' =1',
		'"',
		'a"b',
		'a,b',
		'a\nb',
		'a\r\nb',
	],
	...[
		'é',
		'Łódź',
		'王小明',
		'דוד',
		'محمد',
		'😀',
		'(x)',
		"'x",
		'\0',
		'﹦1',
		'a'.repeat(40),
		`=${'a'.repeat(40)}`,
	],
]

test('a CSV that is written piece by piece is byte for byte the one that is written at once', async () => {
	type Row = { a: string | null; b: number }
	const rows: Row[] = [...texts, null, ...texts, ...texts.toReversed()].map((a, i) => ({ a, b: i / 2 - 3 }))
	const columns = [
		{ key: 'a', label: 'A', type: 'text', width: 1, value: (row: Row) => row.a },
		{ key: 'b', label: 'B', type: 'number', width: 1, value: (row: Row) => row.b },
		{ key: '=c', label: 'C', type: 'text', width: 1, value: () => 'always, the same' },
	] as const
	let written = Buffer.alloc(0)
	const writer = await openCsv({ columns }, async (bytes) => void (written = Buffer.concat([written, bytes])))
	for (let at = 0; at < rows.length; at += 7) await writer.write(rows.slice(at, at + 7))
	await writer.end()
	const whole = formatCsv(
		columns.map(({ key }) => key),
		rows.map(({ a, b }) => [a, b, 'always, the same']),
	)
	expect(written.toString('utf8')).toBe(whole)
	expect(parse(written, { bom: true })).toHaveLength(rows.length + 1)
})

/** As PostgreSQL writes a value in the format text with commas. */
const asCopied = (value: string) =>
	value.replace(/[\\,\b\f\n\r\t\v]/g, (sign) => `\\${'bfnrtv'['\b\f\n\r\t\v'.indexOf(sign)] ?? sign}`)

test.each([
	['text', 'made', 'text', 'text', 'made'],
	['made', 'made', 'text', 'made', 'text'],
	['text', 'text', 'text'],
	['made', 'made'],
] as const)(
	'a CSV of what is copied out is byte for byte the one that is written at once: %j',
	(...cells) => {
		// PostgreSQL has no text with a NUL in it.
		const all = [...texts, 'back\\slash', '\\N', '\\.', 'a\tb', '\b'].filter((text) => text !== '\0')
		const rows = all.map((_, at) => cells.map((_, i) => all[(at * (i + 1)) % all.length] ?? ''))
		const copied = rows.map((row) => {
			const of = (kind: string) => row.filter((_, i) => cells[i] === kind)
			return `${[...of('text'), ...of('made'), 'always'].map(asCopied).join(',')}\n`
		})
		const bytes = Buffer.from([...copied, ...copied.toReversed()].join(''), 'utf8')
		const makeCells = (values: string[]) => {
			expect(values.pop()).toBe('always')
			return values.map(formatCsvText)
		}
		for (const length of [1, 7, 1000, bytes.length]) {
			const csv = new CopiedCsv({ head: '\uFEFFa,b\r\n', cells, makeCells })
			const pieces: Uint8Array[] = []
			for (let at = 0; at < bytes.length; at += length) {
				csv.add(bytes.subarray(at, at + length))
				pieces.push(...csv.taken())
			}
			pieces.push(...csv.taken({ isEnd: true }))
			expect(Buffer.concat(pieces).toString('utf8')).toBe(
				formatCsv(['a', 'b'], [...rows, ...rows.toReversed()]),
			)
			expect(csv.rows).toBe(rows.length * 2)
		}
	},
)

type Row = { name: string; at: number }
const sheetOf = (columns: Sheet<Row>['columns']): Sheet<Row> => ({
	title: 'Rows',
	columns,
	about: [{ label: 'Where from', type: 'text', value: 'a test' }],
	footer: 'the foot',
	chart: {
		title: 'Bars',
		unit: { one: 'person', many: 'people' },
		bars: [3, 1].map((value) => ({ group: 'all', label: 'of them', value })),
		more: 0,
	},
	groupOf: ({ at }) => (at < 2 ? 'First' : 'Second'),
	locale: 'en',
	timeZone: 'UTC',
})
const nameColumn = {
	key: 'name',
	label: 'Name',
	type: 'text',
	width: 9,
	value: ({ name }: Row) => name,
} as const
const atColumn = { key: 'at', label: 'At', type: 'number', width: 9, value: ({ at }: Row) => at } as const

async function written(
	open: (sheet: Sheet<Row>, take: TakeBytes) => Promise<SheetWriter<Row>>,
	sheet: Sheet<Row>,
	rows: readonly Row[],
): Promise<Buffer> {
	const pieces: Uint8Array[] = []
	const writer = await open(sheet, async (bytes) => void pieces.push(bytes))
	for (let at = 0; at < rows.length; at += 5) await writer.write(rows.slice(at, at + 5))
	await writer.end()
	return Buffer.concat(pieces)
}

test('a workbook keeps texts as they are, and no sign of one breaks it', async () => {
	const more = ['_x0041_', '<b>&amp;</b>', ' two  spaces ', '\ud800 alone', '\u0007 bell', 'x'.repeat(40_000)]
	const names = [...texts, ...more].filter((name) => name !== '')
	const rows = names.map((name, at) => ({ name, at }))
	const bytes = await written(openXlsx, sheetOf([nameColumn, atColumn]), rows)
	const [data] = await readXlsx(bytes, { trim: false })
	const read = (data?.data ?? []).slice(1)
	expect(read.map(([, at]) => at)).toEqual(rows.map(({ at }) => at))
	for (const { name, at } of rows) {
		// What a cell cannot hold is cut off, openly.
		expect(read[at]?.[0]).toBe(name.length > 32_767 ? `${name.slice(0, 32_766)}…` : name)
	}
})

test('a workbook of what is copied out has the cells of one whose rows are given, in rows of as many digits as there are', async () => {
	const more = [
		'_x0041_',
		'_x',
		'a_b',
		'<b>&amp;</b>',
		' two  spaces ',
		'\u0007 bell',
		'\u0085',
		'\uffff',
		'back\\slash',
		'\\N',
	]
	const names = [...texts, ...more, 'x'.repeat(32_767), 'é'.repeat(20_000), 'x'.repeat(40_000)]
	const all = names.filter((name) => name !== '\0')
	const rows = Array.from({ length: 1200 }, (_, at) => {
		const words = at < 60 ? all[at % all.length] : `word ${at % 50}`
		// The longest a few times alone.
		const [name, last] = [7, 11].map((step) => all[(at * step) % (at < 200 ? all.length : 30)] ?? '')
		return [name ?? '', at % 3, words ?? '', `2026-0${(at % 9) + 1}-01`, last ?? ''] as const
	})
	const types: CellType[] = ['text', 'number', 'text', 'day', 'text']
	const own = [true, false, false, false, true]
	const columns = types.map((type, i) => ({
		...{ key: `${i}`, label: `Column ${i}`, type, width: 9 },
		value: (row: (typeof rows)[number]): CellValue => row[i] ?? null,
	}))
	const sheet = { ...sheetOf([]), columns, groupOf: () => '' }
	const pieces: Record<'given' | 'copied', Uint8Array[]> = { given: [], copied: [] }
	const writer = await openXlsx(sheet, async (bytes) => void pieces.given.push(bytes))
	await writer.write(rows)
	await writer.end()

	const file = await openXlsxFile(sheet, async (bytes) => void pieces.copied.push(bytes))
	const copied = new CopiedXlsx(file, {
		columns: types.map((type, i) => ({ type, isText: own[i] ?? false })),
		makeCells: ([count, words, day]) => [Number(count), words || null, day || null],
	})
	const bytes = rows.map(
		([name, count, words, day, last]) =>
			`${[name, last, String(count), words, day].map(asCopied).join(',')}\n`,
	)
	for (const row of bytes) copied.add(Buffer.from(row, 'utf8'))
	for (const piece of copied.taken({ isEnd: true })) await file.push(piece)
	await file.end(copied.rows)

	const read = async (of: Uint8Array[]) => readXlsx(Buffer.concat(of), { trim: false })
	const [given, ours] = [await read(pieces.given), await read(pieces.copied)]
	expect(ours).toEqual(given)
	expect(ours[0]?.data).toHaveLength(rows.length + 1)
	// What thousands of rows have in common stands in the file once; what is of one row stands in it.
	const parts = unzipSync(Buffer.concat(pieces.copied))
	const part = (name: string) => Buffer.from(parts[name] ?? []).toString('utf8')
	expect(part('xl/sharedStrings.xml').split('word 7<')).toHaveLength(2)
	expect(part('xl/worksheets/sheet1.xml')).toContain('<row r="1201">')
	expect(part('xl/worksheets/sheet1.xml')).not.toContain('<f>')
	for (const name of Object.keys(parts)) expect(part(name)).not.toMatch(/[\ufffe\uffff]|(?![\t\n])\p{Cc}/u)
})

test('texts that are too long to be kept together stand in their cells', () => {
	const strings = new SharedStrings(3)
	expect(['a', 'x'.repeat(3_999_999), 'b', 'a', ''].map((text) => strings.numberOf(text))).toEqual([
		3,
		4,
		null,
		3,
		5,
	])
	const short = new SharedStrings(1)
	short.numberOf('$& <')
	expect(short.addTo('<sst xmlns="x" count="1" uniqueCount="1"><si><t>a</t></si></sst>')).toBe(
		'<sst xmlns="x"><si><t>a</t></si><si><t xml:space="preserve">$&amp; &lt;</t></si></sst>',
	)
})

test('a row that is longer than a page goes on on the next ones, whole', async () => {
	const words = Array.from({ length: 1200 }, (_, i) => `w${i}`)
	const rows = [0, 1, 2].map((at) => ({ name: at === 1 ? words.join(' ') : `row ${at}`, at }))
	const paper = [
		{ ...nameColumn, paper: 1 },
		{ ...atColumn, paper: 5 },
	]
	const bytes = await written(openPdf, sheetOf(paper), rows)
	const document = await getDocumentProxy(new Uint8Array(bytes))
	const { text } = await extractText(document, { mergePages: false })
	expect(document.numPages).toBeGreaterThan(3)
	expect(text.join(' ').match(/\bw\d+/g)).toEqual(words)
	for (const [i, page] of text.entries()) {
		expect(page.replace(/\s+/g, '')).toContain(`thefootPage${i + 1}of${document.numPages}`)
		if (i > 0) expect(page).toMatch(/Rows\s+Name\s+At/)
	}
	const cover = text[0]?.replace(/\s+/g, ' ')
	expect(cover).toContain('3 people')
	expect(cover).toContain('1 person')
	const outline = (await document.getOutline()) as { title: string }[]
	expect(outline.map(({ title }) => title)).toEqual(['About this report', 'First', 'Second'])
})
