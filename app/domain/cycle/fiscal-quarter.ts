/** A calendar day as text, `2026-07-01`: no time, no time zone. Two of them compare as text. */
export type Day = string

export type FiscalQuarter = {
	/** 1 to 4, counted from the first month of the fiscal year. */
	number: number
	/** The calendar year in which the fiscal year ends. */
	fiscalYear: number
	name: string
	/** First and last day, both inclusive. */
	startsOn: Day
	endsOn: Day
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

/** @param month months since January of the year 0 */
const firstDayOf = (month: number): Day => `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}-01`

const lastDayOf = (month: number): Day => {
	// Day 0 of the following month is the last of this one, leap years included.
	const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
	return `${firstDayOf(month).slice(0, 8)}${pad(days, 2)}`
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function quarterStartingIn(month: number, fiscalYearStart: number): FiscalQuarter {
	const monthsIntoYear = (((month - (fiscalYearStart - 1)) % 12) + 12) % 12
	const number = monthsIntoYear / 3 + 1
	const fiscalYear = Math.floor((month - monthsIntoYear + 11) / 12)
	return {
		number,
		fiscalYear,
		name: fiscalYearStart === 1 ? `Q${number} ${fiscalYear}` : `Q${number} FY${fiscalYear}`,
		startsOn: firstDayOf(month),
		endsOn: lastDayOf(month + 2),
	}
}

/**
 * The quarter in which a day lies. A fiscal year is named after the calendar year in which it ends; where it is not the
 * calendar year, the name says FY: `Q3 2026`, `Q1 FY2027`.
 *
 * @param fiscalYearStart first month of the fiscal year, 1 to 12
 */
export function quarterOf(day: Day, fiscalYearStart: number): FiscalQuarter {
	const month = monthOf(day)
	const monthsIntoQuarter = (((month - (fiscalYearStart - 1)) % 3) + 3) % 3
	return quarterStartingIn(month - monthsIntoQuarter, fiscalYearStart)
}

/** The quarter that lies `by` quarters after this one, or before it where `by` is negative. */
export function shiftQuarter(quarter: FiscalQuarter, by: number, fiscalYearStart: number): FiscalQuarter {
	return quarterStartingIn(monthOf(quarter.startsOn) + 3 * by, fiscalYearStart)
}

/** By time zone: each takes far longer to make than to use. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormatOf(timeZone: string): Intl.DateTimeFormat {
	const known = dayFormats.get(timeZone)
	if (known) return known
	const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	})
	dayFormats.set(timeZone, made)
	return made
}

/** Today's calendar day where the account is. */
export function todayIn(timeZone: string, now: Date = new Date()): Day {
	const parts = dayFormatOf(timeZone).formatToParts(now)
	const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value)
	return `${pad(part('year'), 4)}-${pad(part('month'), 2)}-${pad(part('day'), 2)}`
}
