import { setImmediate } from 'node:timers/promises'
import { numberFormat } from '#app/lib/intl-formats.ts'
import type { LaidText } from '#app/lib/pdf/lay-text.server.ts'
import type { Paper } from '#app/lib/pdf/paper.server.ts'
import { formatCell } from './format-cell.ts'
import { bottom, footSize, inner, margin, textSize, width, writeFoot } from './pdf-page.server.ts'
import type { Sheet, SheetColumn } from './sheet.ts'

const lineHeight = 10
const padding = 3
const gutter = 8
const rowsAtOnce = 50

type PaperColumn<Row> = SheetColumn<Row> & { x: number; room: number; alignRight: boolean }

/** The rows of a sheet on paper. */
export class PdfTable<Row> {
	private readonly paper: Paper
	private readonly sheet: Sheet<Row>
	private readonly columns: PaperColumn<Row>[]
	private header: LaidText[] = []
	/** Where the rows of a page begin. */
	private firstRow = 0
	private y = 0
	private group: string | null = null

	private constructor(paper: Paper, sheet: Sheet<Row>) {
		this.paper = paper
		this.sheet = sheet
		this.columns = placeColumns(sheet.columns)
	}

	static async open<Row>(paper: Paper, sheet: Sheet<Row>): Promise<PdfTable<Row>> {
		const table = new PdfTable(paper, sheet)
		await paper.load([sheet.title, ...table.columns.map(({ label }) => label)], 'bold')
		const bold = { size: textSize, weight: 'bold' } as const
		table.header = table.columns.map(({ label, room }) => paper.lay(label, room, bold))
		table.firstRow = margin + 6 + heightOf(mostLines(table.header))
		return table
	}

	async write(rows: readonly Row[]): Promise<void> {
		const { paper, sheet } = this
		for (const [i, row] of rows.entries()) {
			// Laying text takes time, in which nothing else would be answered.
			if (i % rowsAtOnce === 0) await setImmediate()
			const texts = this.columns.map((column) => formatCell(column.value(row), column, sheet))
			await paper.load(texts)
			const cells = this.columns.map(({ room }, i) => paper.lay(texts[i] ?? '', room, { size: textSize }))
			const group = sheet.groupOf(row)
			const isNew = group !== this.group
			if (isNew) await paper.load([group], 'bold')
			const height = heightOf(mostLines(cells)) + (isNew ? headingHeight : 0)
			if (this.y === 0 || (this.y + height > bottom && this.y > this.firstRow)) await this.turn()
			if (isNew) this.writeHeading(group)
			await this.writeCells(cells)
		}
	}

	async end(): Promise<void> {
		const { paper, sheet } = this
		if (this.y > 0) await writeFoot(paper, sheet)
		const total = numberFormat(sheet.locale, {}).format(paper.pages)
		await paper.load([total])
		paper.end(total, footSize)
	}

	/** To a new page, which begins with the header. */
	private async turn(): Promise<void> {
		const { paper, sheet } = this
		if (this.y > 0) await writeFoot(paper, sheet)
		paper.addPage()
		paper.writeLine(sheet.title, { x: margin, y: margin, width: inner, size: 9, weight: 'bold' })
		paper.fill(margin, margin + 6, inner, this.firstRow - margin - 6, 'band')
		this.writeTexts(this.header, { top: margin + 6 })
		this.y = this.firstRow
	}

	private writeHeading(group: string): void {
		const { paper } = this
		this.group = group
		paper.bookmark(group)
		const at = { x: margin, y: this.y + 13, width: inner }
		paper.writeLine(group, { ...at, size: 9, weight: 'bold' })
		this.y += headingHeight
		paper.rule(this.y, margin, width - margin)
	}

	/** Some lines of each cell, side by side. */
	private writeTexts(
		cells: readonly LaidText[],
		{ top, from = 0, until }: { top: number; from?: number; until?: number },
	): void {
		const { paper } = this
		for (const [i, { lines, isReplaced }] of cells.entries()) {
			const column = this.columns[i]
			if (!column) continue
			paper.isReplaced ||= isReplaced
			for (const [place, line] of lines.slice(from, until).entries()) {
				const x = column.alignRight ? column.x + column.room - line.width : column.x
				paper.write(line, x, top + padding + 7 + place * lineHeight, textSize)
			}
		}
	}

	/** A row that fills more than a page goes on on the next one. */
	private async writeCells(cells: readonly LaidText[]): Promise<void> {
		const { paper } = this
		let done = 0
		const all = mostLines(cells)
		for (;;) {
			const fits = Math.max(1, Math.floor((bottom - this.y - 2 * padding) / lineHeight))
			const until = Math.min(all, done + fits)
			this.writeTexts(cells, { top: this.y, from: done, until })
			this.y += heightOf(until - done)
			paper.rule(this.y, margin, width - margin)
			done = until
			if (done >= all) return
			await this.turn()
		}
	}
}

const headingHeight = 20
const heightOf = (lines: number) => lines * lineHeight + 2 * padding
const mostLines = (cells: readonly LaidText[]) => Math.max(1, ...cells.map(({ lines }) => lines.length))

function placeColumns<Row>(columns: readonly SheetColumn<Row>[]): PaperColumn<Row>[] {
	const shown = columns.filter(({ paper }) => paper !== undefined)
	const parts = shown.reduce((sum, { paper = 0 }) => sum + paper, 0)
	const room = inner - gutter * (shown.length - 1)
	let x = margin
	return shown.map((column) => {
		const placed = {
			...column,
			x,
			room: ((column.paper ?? 0) / parts) * room,
			alignRight: column.type === 'number' || column.type === 'percent',
		}
		x += placed.room + gutter
		return placed
	})
}
