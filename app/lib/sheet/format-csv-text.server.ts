import { formatCsvPart } from '#app/lib/csv-part.server.ts'

const quoted = /[",\r\n]/

/** Whether a text begins with a letter or a digit, which no spreadsheet takes for the beginning of a formula. */
function beginsPlainly(text: string): boolean {
	const first = text.charCodeAt(0)
	return (
		(first >= 0x30 && first <= 0x39) ||
		(first >= 0x41 && first <= 0x5a) ||
		(first >= 0x61 && first <= 0x7a) ||
		// Beyond these the full-width signs begin, and a formula may too.
		(first >= 0xc0 && first < 0xff00)
	)
}

/** A text as a cell of a CSV. What stands in one as it is, is written here; everything else is left to the library. */
export function formatCsvText(text: string): string {
	if (text === '' || (beginsPlainly(text) && !quoted.test(text))) return text
	// A second cell, so that it is never the only one of its row, which would be written in another way.
	return formatCsvPart([[text, 'x']]).slice(0, -',x\r\n'.length)
}
