/** Blanks that text editors and HR systems leave behind: no-break, zero-width, a stray byte order mark. */
const oddBlanks = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g

/** Joiners of letters and signs belong to names of many scripts; between letters of ASCII, at an end or beside a blank they join nothing. */
const strayJoiners = /(?<=^|\p{ASCII})[\u200c\u200d]+|[\u200c\u200d]+(?=$|\p{ASCII})/gu

/** Most cells: single blanks between signs of ASCII, which need no cleaning but of what a spreadsheet sets before. */
const plainCell = /^[!-~]+(?: [!-~]+)*$/

/**
 * A cell as it was meant: single blanks, none at the ends, composed characters, without the `="…"` and the apostrophe that
 * keep a spreadsheet from interpreting a value.
 */
export function cleanCell(cell: string | undefined): string {
	if (!cell) return ''
	const text = plainCell.test(cell)
		? cell
		: cell.replace(oddBlanks, ' ').replace(strayJoiners, ' ').replace(/\s+/g, ' ').trim().normalize('NFC')
	const quoted = /^="(.*)"$/.exec(text)
	if (quoted) return quoted[1]?.trim() ?? ''
	return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

/** Two spellings of one name have the same key: case, blanks, joiners and width of characters do not count; accents do. */
export function nameKey(name: string): string {
	return cleanCell(name)
		.normalize('NFKC')
		.replace(/[\u200c\u200d]/g, '')
		.toLowerCase()
}

/** The words of a header or a department, without case, accents and signs. */
export function wordsOf(text: string): string {
	return text
		.replace(oddBlanks, ' ')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/#/g, ' number ')
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
}

export function isEmail(text: string): boolean {
	return text.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]+$/.test(text)
}
