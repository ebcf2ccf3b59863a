import { numberFormat } from '#app/lib/intl-formats.ts'
import type { Paper } from '#app/lib/pdf/paper.server.ts'
import { sheetSize } from '#app/lib/pdf/paper.server.ts'
import type { Sheet } from './sheet.ts'

export const { width, height, margin } = sheetSize
export const inner = width - 2 * margin
/** Of running text, and of what stands at the foot. */
export const textSize = 8
export const footSize = 7
/** Where the foot begins: nothing else is written below. */
export const bottom = height - margin - 14

const replacedNote =
	'[?] stands for a sign that the fonts of this file do not have. The CSV and the Excel file have it.'

/** What every page has at its foot; called once it is full. */
export async function writeFoot(paper: Paper, { footer, locale }: Pick<Sheet<never>, 'footer' | 'locale'>) {
	const number = numberFormat(locale, {}).format(paper.pages)
	const page = `Page ${number} of `
	const note = paper.isReplaced ? `${footer} · ${replacedNote}` : footer
	await paper.load([page, note])
	const y = height - margin
	paper.rule(y - 11, margin, width - margin)
	paper.writeLine(note, { x: margin, y, width: inner - 120, size: footSize, ink: 'muted' })
	// The number of pages is written into the place to its right.
	paper.writeLine(page, {
		x: width - margin - 120,
		y,
		width: 100,
		size: footSize,
		ink: 'muted',
		alignRight: true,
	})
	paper.placeTotal(width - margin - 18, y + 5)
}
