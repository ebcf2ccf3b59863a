import { cleanCell } from '#app/domain/roster/clean-cell.ts'

export type DecimalSign = 'point' | 'comma'

export type ReadNumber =
	| {
			ok: true
			/** An exact decimal: `-1234.5`. */
			text: string
			/** It came with a percent sign. */
			isPercent: boolean
	  }
	| {
			ok: false
			problem: 'blank' | 'no-number' | 'not-finite' | 'other-decimals' | 'either' | 'out-of-range'
	  }

/** Decimals that are kept, and digits before them. */
const most = { decimals: 12, digits: 18 }
const plain = /^-?\d{1,15}(?:\.\d{1,12})?$/
const wholeNumber = /^\d{1,15}$/
const blanks = new Set(['', '-', '–', '—', 'n/a', 'na', 'null', 'none', '#n/a'])
const notFinite = /^[+-]?(?:nan|inf(?:inity)?|∞|#div\/0!?)$/i
const grouped = {
	point: /^\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$|^\.\d+$/,
	comma: /^\d{1,3}(?:[.' ]\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$|^,\d+$/,
}

/** A number as spreadsheets and reports write it: `1,234.5`, `1.234,5`, `1 234`, `12 %`, `€ 12`, `(12)`, `1.2e3`. */
export function readNumber(cell: string, decimal: DecimalSign): ReadNumber {
	if (decimal === 'point' && plain.test(cell)) return { ok: true, text: cell, isPercent: false }
	if (cell.length > 200) return { ok: false, problem: 'no-number' }
	let text = cleanCell(cell).replace(/[’ʼ]/g, "'").replace(/[−‒]/g, '-')
	if (blanks.has(text.toLowerCase())) return { ok: false, problem: 'blank' }
	if (notFinite.test(text)) return { ok: false, problem: 'not-finite' }
	const isPercent = /[%٪]$/.test(text)
	if (isPercent) text = text.slice(0, -1).trim()
	text = text.replace(/^(?:[$€£¥₹]|[A-Z]{3} )\s*|\s*(?:[$€£¥₹]| [A-Z]{3})$/g, '')
	const inBrackets = /^\((.+)\)$/.exec(text)
	const signed = /^([+-]?)\s*(?:[$€£¥₹]\s*)?(.*)$/.exec(inBrackets?.[1] ?? text)
	const minus = (signed?.[1] === '-') !== Boolean(inBrackets)
	const body = signed?.[2] ?? ''
	const scientific = /^(\d+(?:[.,]\d+)?)e([+-]?\d{1,3})$/i.exec(body)
	if (scientific) return fromScientific(scientific[1] ?? '', Number(scientific[2]), minus, isPercent)
	if (!grouped[decimal].test(body)) {
		const other = decimal === 'point' ? 'comma' : 'point'
		return { ok: false, problem: grouped[other].test(body) ? 'other-decimals' : 'no-number' }
	}
	const digits =
		decimal === 'point' ? body.replace(/[,' ]/g, '') : body.replace(/[.' ]/g, '').replace(',', '.')
	return canonical(digits, minus, isPercent)
}

/** The same where it is not said what stands before the decimals: what can be two numbers is neither. */
export function readNumberAsItIs(cell: string): ReadNumber {
	const point = readNumber(cell, 'point')
	if (wholeNumber.test(cell)) return point
	const comma = readNumber(cell, 'comma')
	if (!point.ok || !comma.ok) return comma.ok ? comma : point
	return point.text === comma.text ? point : { ok: false, problem: 'either' }
}

function fromScientific(mantissa: string, exponent: number, minus: boolean, isPercent: boolean): ReadNumber {
	const [whole = '', fraction = ''] = mantissa.replace(',', '.').split('.')
	if (Math.abs(exponent) > 40 || whole.length + fraction.length > 40)
		return { ok: false, problem: 'out-of-range' }
	const at = whole.length + exponent
	const digits =
		'0'.repeat(Math.max(0, 1 - at)) +
		whole +
		fraction +
		'0'.repeat(Math.max(0, at - whole.length - fraction.length))
	const point = Math.max(at, 1)
	return canonical(`${digits.slice(0, point)}.${digits.slice(point)}`, minus, isPercent)
}

function canonical(digits: string, minus: boolean, isPercent: boolean): ReadNumber {
	const [whole = '', fraction = ''] = digits.split('.')
	const left = whole.replace(/^0+(?=\d)/, '') || '0'
	const right = fraction.replace(/0+$/, '')
	if (left.length > most.digits || right.length > most.decimals) return { ok: false, problem: 'out-of-range' }
	const text = right === '' ? left : `${left}.${right}`
	return { ok: true, text: minus && /[1-9]/.test(text) ? `-${text}` : text, isPercent }
}

/** A hundredth of an exact decimal. */
export function hundredth(text: string): string {
	const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
	const digits = whole.padStart(3, '0') + fraction
	const point = Math.max(whole.length, 3) - 2
	const right = digits.slice(point).replace(/0+$/, '')
	const left = digits.slice(0, point).replace(/^0+(?=\d)/, '')
	return `${sign}${left}${right === '' ? '' : `.${right}`}`
}

/**
 * What the numbers of a file say about their decimals. `open` are those that can be read both ways, where nothing decides:
 * 1.234 is a thousand and more, or one and a little.
 */
export function sniffDecimals(values: Iterable<string>): { guess: DecimalSign | null; open: string[] } {
	let points = 0
	let commas = 0
	const open = new Set<string>()
	for (const value of values) {
		const body = cleanCell(value)
			.replace(/[^\d.,' ]/g, '')
			.trim()
		const isPoint = grouped.point.test(body)
		const isComma = grouped.comma.test(body)
		if (/^[\d' ]*$/.test(body) || (!isPoint && !isComma)) continue
		if (isPoint && isComma) open.add(cleanCell(value))
		else if (isPoint) points += 1
		else commas += 1
	}
	if (points > 0 || commas > 0)
		return { guess: points >= commas ? 'point' : 'comma', open: points > 0 && commas > 0 ? [...open] : [] }
	return { guess: null, open: [...open] }
}
