import { describe, expect, test } from 'vitest'
import { quarterOf, shiftQuarter, todayIn } from '#app/domain/cycle/fiscal-quarter.ts'

const months = Array.from({ length: 12 }, (_, i) => i + 1)
const dayMs = 86_400_000
const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)
const plus = (day: string, days: number) => dayText(Date.parse(day) + days * dayMs)

/** Every day of 2019 to 2032: leap years, the year 2100 apart, and all month ends. */
const days = Array.from({ length: 14 * 365 + 4 }, (_, i) => plus('2019-01-01', i))

describe.each(months)('a fiscal year that starts in month %i', (start) => {
	test('every day lies in exactly one quarter, and quarters follow one another without a gap', () => {
		let before = quarterOf(plus('2019-01-01', -1), start)
		let changes = 0
		for (const day of days) {
			const quarter = quarterOf(day, start)
			if (day < quarter.startsOn || day > quarter.endsOn)
				expect.fail(`${day} is not in ${JSON.stringify(quarter)}`)
			if (quarter.startsOn === before.startsOn) expect(quarter).toEqual(before)
			else {
				changes += 1
				expect(quarter.startsOn).toBe(day)
				expect(before.endsOn).toBe(plus(day, -1))
				expect(quarter.number).toBe((before.number % 4) + 1)
				expect(quarter.fiscalYear - before.fiscalYear).toBe(quarter.number === 1 ? 1 : 0)
				expect(shiftQuarter(before, 1, start)).toEqual(quarter)
				expect(shiftQuarter(quarter, -1, start)).toEqual(before)
			}
			before = quarter
		}
		expect(changes).toBeGreaterThanOrEqual(14 * 4 - 1)
	})

	test('the first quarter begins with the fiscal year, which is named after the year in which it ends', () => {
		for (const day of days) {
			const quarter = quarterOf(day, start)
			const first = shiftQuarter(quarter, 1 - quarter.number, start)
			const last = shiftQuarter(quarter, 4 - quarter.number, start)
			expect(Number(first.startsOn.slice(5, 7))).toBe(start)
			expect(quarter.fiscalYear).toBe(Number(last.endsOn.slice(0, 4)))
			const year = start === 1 ? `${quarter.fiscalYear}` : `FY${quarter.fiscalYear}`
			expect(quarter.name).toBe(`Q${quarter.number} ${year}`)
		}
	})

	test('a quarter is three whole months, and its name is its own', () => {
		const whole = new Map<string, string>()
		for (const day of days) {
			const { name, startsOn, endsOn } = quarterOf(day, start)
			if (startsOn >= '2019-01-01' && endsOn <= '2032-12-31') whole.set(startsOn, `${endsOn} ${name}`)
		}
		for (const [startsOn, rest] of whole) {
			const endsOn = rest.slice(0, 10)
			const inside = days.filter((day) => day >= startsOn && day <= endsOn)
			expect(startsOn.slice(8)).toBe('01')
			expect(plus(endsOn, 1).slice(8)).toBe('01')
			expect(new Set(inside.map((day) => day.slice(0, 7))).size).toBe(3)
		}
		expect(whole.size).toBeGreaterThanOrEqual(55)
		expect(new Set(whole.values()).size).toBe(whole.size)
	})
})

test('known quarters', () => {
	expect(quarterOf('2026-09-30', 1)).toEqual({
		number: 3,
		fiscalYear: 2026,
		name: 'Q3 2026',
		startsOn: '2026-07-01',
		endsOn: '2026-09-30',
	})
	// February of a leap year is the last month of a quarter that began in December of the year before.
	expect(quarterOf('2028-02-29', 12)).toMatchObject({
		name: 'Q1 FY2028',
		startsOn: '2027-12-01',
		endsOn: '2028-02-29',
	})
	expect(quarterOf('2027-02-28', 6).endsOn).toBe('2027-02-28')
	expect(quarterOf('2100-02-01', 3).endsOn).toBe('2100-02-28')
	expect(quarterOf('2026-10-01', 10).name).toBe('Q1 FY2027')
	expect(quarterOf('2026-04-01', 4).name).toBe('Q1 FY2027')
	expect(quarterOf('2026-03-31', 4).name).toBe('Q4 FY2026')
})

test('today is the day of the account, not of the server', () => {
	const now = new Date('2026-12-31T23:30:00Z')
	expect(todayIn('UTC', now)).toBe('2026-12-31')
	expect(todayIn('Pacific/Kiritimati', now)).toBe('2027-01-01')
	expect(todayIn('America/Los_Angeles', now)).toBe('2026-12-31')
	expect(todayIn('Asia/Kolkata', new Date('2026-02-28T18:30:00Z'))).toBe('2026-03-01')
	expect(todayIn('America/New_York', new Date('2026-03-08T06:59:59Z'))).toBe('2026-03-08')
})
