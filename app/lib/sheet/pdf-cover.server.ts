import { numberFormat } from '#app/lib/intl-formats.ts'
import type { Paper } from '#app/lib/pdf/paper.server.ts'
import { formatCell } from './format-cell.ts'
import { bottom, inner, margin, textSize, writeFoot } from './pdf-page.server.ts'
import type { BarChart, Sheet } from './sheet.ts'

const labelWidth = 165
const lineHeight = 11.5
const barHeight = 12

/** The first page: what the file is of, and its chart. */
export async function writeCover<Row>(paper: Paper, sheet: Sheet<Row>): Promise<void> {
	const { title, about, locale } = sheet
	const lines = about.map((line) => ({ label: line.label, text: formatCell(line.value, line, sheet) }))
	await paper.load([title, ...lines.map(({ label }) => label)], 'bold')
	await paper.load(lines.map(({ text }) => text))
	paper.addPage()
	paper.bookmark('About this report')
	let y = margin + 18
	paper.writeLine(title, { x: margin, y, width: inner, size: 20, weight: 'bold' })
	y += 22
	for (const { label, text } of lines) {
		const laid = paper.lay(text, inner - labelWidth, { size: textSize })
		paper.isReplaced ||= laid.isReplaced
		paper.writeLine(label, { x: margin, y, width: labelWidth - 8, size: textSize, weight: 'bold' })
		for (const line of laid.lines) {
			if (y > bottom) y = await turnPage(paper, sheet)
			paper.write(line, margin + labelWidth, y, textSize)
			y += lineHeight
		}
		if (laid.lines.length === 0) y += lineHeight
	}
	await writeChart(paper, sheet, y + 10)
	await writeFoot(paper, { ...sheet, locale })
}

async function turnPage<Row>(paper: Paper, sheet: Sheet<Row>): Promise<number> {
	await writeFoot(paper, sheet)
	paper.addPage()
	return margin + 10
}

/** Bars of vectors, longest first, as many as the page takes. */
async function writeChart<Row>(paper: Paper, sheet: Sheet<Row>, top: number): Promise<void> {
	if (!sheet.chart) return
	const { title, unit, bars, more } = sheet.chart
	const room = Math.floor((bottom - top - 34) / barHeight)
	if (bars.length === 0 || room < 1) return
	const shown = bars.slice(0, room)
	const rest = more + bars.length - shown.length
	const number = (value: number) => numberFormat(sheet.locale, {}).format(value)
	const note = rest === 0 ? '' : `and ${number(rest)} more, in the pages that follow`
	await paper.load([title], 'bold')
	const counted = (value: number) => `${number(value)} ${value === 1 ? unit.one : unit.many}`
	await paper.load([note, ...shown.flatMap((bar) => [nameOf(bar), counted(bar.value)])])

	let y = top + 12
	paper.writeLine(title, { x: margin, y, width: inner, size: 11, weight: 'bold' })
	y += 8
	const names = inner * 0.5
	const most = Math.max(...shown.map(({ value }) => value))
	const longest = inner - names - 90
	for (const bar of shown) {
		const base = y + barHeight - 3.5
		paper.writeLine(nameOf(bar), { x: margin, y: base, width: names - 8, size: textSize })
		const length = Math.max(1, (bar.value / most) * longest)
		paper.fill(margin + names, y + 1.5, length, barHeight - 3, 'bar')
		const label = counted(bar.value)
		paper.writeLine(label, { x: margin + names + length + 6, y: base, width: 84, size: textSize })
		y += barHeight
	}
	paper.writeLine(note, { x: margin, y: y + 9, width: inner, size: textSize, ink: 'muted' })
}

const nameOf = ({ group, label }: BarChart['bars'][number]) => `${group} · ${label}`
