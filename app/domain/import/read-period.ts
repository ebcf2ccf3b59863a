import type { Grain } from '#app/domain/metric/period.ts'
import { periodStart } from '#app/domain/metric/period.ts'
import { cleanCell } from '#app/domain/roster/clean-cell.ts'
import type { DateOrder } from '#app/domain/roster/roster-date.ts'
import { parseRosterDate, sniffDateOrder } from '#app/domain/roster/roster-date.ts'

export type ReadPeriod =
	| { ok: true; startsOn: string; grain: Grain }
	| { ok: false; problem: 'blank' | 'ambiguous' | 'unreadable' | 'no-length' }

const pad = (number: string | number) => String(number).padStart(2, '0')

/** What says its length itself: a year, a quarter, a month, a week. */
function selfSaid(text: string): { startsOn: string; grain: Grain } | null {
	let match = /^(?:FY ?)?(\d{4})$/i.exec(text)
	if (match) return inYears({ startsOn: `${match[1]}-01-01`, grain: 'year' })
	match = /^(\d{4})[-/ ]?Q([1-4])$/i.exec(text)
	const turned = /^Q([1-4])[-/ ]?(\d{4})$/i.exec(text)
	if (match ?? turned) {
		const [year, quarter] = match ? [match[1], match[2]] : [turned?.[2], turned?.[1]]
		return inYears({ startsOn: `${year}-${pad(Number(quarter) * 3 - 2)}-01`, grain: 'quarter' })
	}
	match = /^(\d{4})[-/ ]?W(\d{1,2})$/i.exec(text)
	if (match) return startOfWeek(Number(match[1]), Number(match[2]))
	match = /^(\d{4})[-/.](\d{1,2})$/.exec(text)
	const monthFirst = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
	if (match ?? monthFirst) {
		const [year, month] = match ? [match[1], match[2]] : [monthFirst?.[2], monthFirst?.[1]]
		const isMonth = Number(month) >= 1 && Number(month) <= 12
		return isMonth ? inYears({ startsOn: `${year}-${pad(month ?? '')}-01`, grain: 'month' }) : null
	}
	match = /^(\p{L}{3,9})\.?[- ]+'?(\d{4})$/u.exec(text)
	if (!match) return null
	const date = parseRosterDate(`1 ${match[1]} ${match[2]}`, null)
	return date.ok ? { startsOn: date.date, grain: 'month' } : null
}

function inYears(period: { startsOn: string; grain: Grain }): { startsOn: string; grain: Grain } | null {
	return period.startsOn >= '1900' && period.startsOn < '2201' ? period : null
}

/** Week 1 is that with 4 January in it. */
function startOfWeek(year: number, week: number): { startsOn: string; grain: Grain } | null {
	if (week < 1 || week > 53 || year < 1900 || year > 2200) return null
	const first = new Date(`${periodStart(`${year}-01-04`, 'week')}T00:00:00Z`)
	first.setUTCDate(first.getUTCDate() + 7 * (week - 1))
	const startsOn = first.toISOString().slice(0, 10)
	// The 53rd week of a year that has 52 is the first of the next.
	const isNextYears = week === 53 && startsOn === periodStart(`${year + 1}-01-04`, 'week')
	return isNextYears ? null : { startsOn, grain: 'week' }
}

/**
 * A period as files write it: `2026`, `2026-Q1`, `2026-03`, `Mar 2026`, `2026-W09`, or a day, which is then the one of which
 * the file has a period of the length that was chosen.
 */
export function readPeriod(
	cell: string,
	{ grain, dateOrder }: { grain: Grain | null; dateOrder: DateOrder | null },
): ReadPeriod {
	if (cell.length > 100) return { ok: false, problem: 'unreadable' }
	const text = cleanCell(cell)
	if (text === '') return { ok: false, problem: 'blank' }
	const said = selfSaid(text)
	if (said) return { ok: true, ...said }
	const date = parseRosterDate(text, dateOrder)
	if (!date.ok) return { ok: false, problem: date.problem }
	if (grain === null) return { ok: false, problem: 'no-length' }
	return { ok: true, startsOn: periodStart(date.date, grain), grain }
}

/** What the periods of a file say about how they are written; `days` are those that are days. */
export function sniffPeriods(texts: Iterable<string>): {
	order: DateOrder | 'unneeded' | 'ask'
	ambiguous: string[]
	days: string[]
	/** The likely length of the periods that are written as days. */
	grain: Grain
} {
	const open = [...texts]
		.map((text) => cleanCell(text.slice(0, 100)))
		.filter((text) => text !== '' && !selfSaid(text))
	const order = sniffDateOrder(open)
	const days: string[] = []
	const ambiguous: string[] = []
	const dates: string[] = []
	for (const text of open) {
		const date = parseRosterDate(text, order === 'day-first' || order === 'month-first' ? order : null)
		if (date.ok) dates.push(date.date)
		else if (date.problem === 'ambiguous') ambiguous.push(text)
		if (date.ok || date.problem === 'ambiguous') days.push(text)
	}
	return { order, ambiguous, days, grain: guessGrain(dates) }
}

function guessGrain(dates: readonly string[]): Grain {
	const all = (grain: Grain) => dates.length > 0 && dates.every((date) => periodStart(date, grain) === date)
	const distinct = new Set(dates).size
	if (all('year') && distinct > 1) return 'year'
	if (all('quarter') && distinct > 1) return 'quarter'
	if (all('month')) return 'month'
	return all('week') && distinct > 1 ? 'week' : 'day'
}

export const periodWords: Record<Exclude<ReadPeriod, { ok: true }>['problem'], (quoted: string) => string> = {
	blank: () => 'There is no period. Write one, such as 2026-03.',
	ambiguous: (text) => `${text} can be two dates. Say for the file whether the day or the month comes first.`,
	unreadable: (text) =>
		`${text} is no period that can be read. Write a day such as 2026-03-31, a month such as 2026-03, or 2026-Q1.`,
	'no-length': (text) => `${text} is a day. Say for the file how long its periods are.`,
}
