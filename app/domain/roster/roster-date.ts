/** How a system writes 03/04/2026: month first (US) or day first. */
export type DateOrder = 'day-first' | 'month-first'

const monthNames: Record<string, number> = {
	jan: 1,
	feb: 2,
	fev: 2,
	mar: 3,
	mrz: 3,
	apr: 4,
	avr: 4,
	may: 5,
	mai: 5,
	jun: 6,
	juin: 6,
	jul: 7,
	juil: 7,
	aug: 8,
	aou: 8,
	sep: 9,
	oct: 10,
	okt: 10,
	nov: 11,
	dec: 12,
	dez: 12,
}

/** Day, month and year as they stand, or the two numbers whose meaning depends on the order. */
type DateParts =
	| { year: number; month: number; day: number }
	| {
			year: number
			first: number
			second: number
			/** By the way it is written, whatever the rest of the column says. */
			fixed: DateOrder | null
			/** By a number that can be no month. */
			implied: DateOrder | null
	  }

const time = String.raw`(?:[T ,]+\d{1,2}[:.]\d{2}.*)?$`
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}`)
const compact = /^(\d{4})(\d{2})(\d{2})$/
const numbers = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}`)
const dayMonthName = new RegExp(
	String.raw`^(\d{1,2})(?:st|nd|rd|th|er)?[-. /]+(\p{L}+)\.?[-., /]+(\d{4}|\d{2})${time}`,
	'u',
)
const monthNameDay = new RegExp(
	String.raw`^(\p{L}+)\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4}|\d{2})${time}`,
	'u',
)

function fullYear(text: string): number {
	const year = Number(text)
	return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}

function monthOfName(name: string): number | undefined {
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
	if (plain.startsWith('maer')) return 3
	return monthNames[plain.slice(0, 4)] ?? monthNames[plain.slice(0, 3)]
}

function partsOf(text: string): DateParts | null {
	let match = yearFirst.exec(text)
	if (match) return { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }
	match = compact.exec(text)
	if (match) return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
	match = numbers.exec(text)
	if (match) {
		const first = Number(match[1])
		const second = Number(match[3])
		// Points are written in countries that put the day first.
		const fixed = match[2] === '.' ? 'day-first' : null
		const implied = first > 12 ? 'day-first' : second > 12 ? 'month-first' : null
		return { year: fullYear(match[4] ?? ''), first, second, fixed, implied }
	}
	match = dayMonthName.exec(text)
	const month = match ? monthOfName(match[2] ?? '') : undefined
	if (match && month) return { year: fullYear(match[3] ?? ''), month, day: Number(match[1]) }
	match = monthNameDay.exec(text)
	const leadingMonth = match ? monthOfName(match[1] ?? '') : undefined
	if (match && leadingMonth)
		return { year: fullYear(match[3] ?? ''), month: leadingMonth, day: Number(match[2]) }
	return null
}

function isoDate(year: number, month: number, day: number): string | null {
	const date = new Date(Date.UTC(year, month - 1, day))
	const exists =
		date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
	return exists && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null
}

export type ParsedDate = { ok: true; date: string } | { ok: false; problem: 'ambiguous' | 'unreadable' }

/**
 * A date as HR systems write it, as `YYYY-MM-DD`.
 *
 * @param order what the column as a whole says; null leaves a date that can be read both ways ambiguous
 */
export function parseRosterDate(text: string, order: DateOrder | null): ParsedDate {
	const parts = partsOf(text)
	if (!parts) return { ok: false, problem: 'unreadable' }
	let date: string | null
	if ('month' in parts) date = isoDate(parts.year, parts.month, parts.day)
	else {
		const decided = parts.fixed ?? order ?? parts.implied
		if (!decided && parts.first !== parts.second) return { ok: false, problem: 'ambiguous' }
		date =
			decided === 'month-first'
				? isoDate(parts.year, parts.first, parts.second)
				: isoDate(parts.year, parts.second, parts.first)
	}
	return date ? { ok: true, date } : { ok: false, problem: 'unreadable' }
}

/**
 * What the dates of a file say about their order. `unneeded`: none of them depends on it. `ask`: some do, and nothing in
 * the file decides (or it decides both ways).
 */
export function sniffDateOrder(values: Iterable<string>): DateOrder | 'unneeded' | 'ask' {
	let dayFirst = false
	let monthFirst = false
	let open = false
	for (const value of values) {
		const parts = partsOf(value)
		if (!parts || 'month' in parts || parts.fixed || parts.first === parts.second) continue
		if (parts.implied === 'day-first') dayFirst = true
		else if (parts.implied === 'month-first') monthFirst = true
		else open = true
	}
	if (dayFirst && monthFirst) return 'ask'
	if (dayFirst) return 'day-first'
	if (monthFirst) return 'month-first'
	return open ? 'ask' : 'unneeded'
}
