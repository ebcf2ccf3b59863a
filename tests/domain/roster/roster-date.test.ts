import { expect, test } from 'vitest'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import { parseRosterDate, sniffDateOrder } from '#app/domain/roster/roster-date.ts'
import { emptyRoster, fileOf, mappingOf } from './roster-fixtures.ts'

const read = (text: string, order: Parameters<typeof parseRosterDate>[1] = null) => {
	const parsed = parseRosterDate(text, order)
	return parsed.ok ? parsed.date : parsed.problem
}

test('dates as HR systems write them', () => {
	for (const text of [
		'2024-03-09',
		'2024/03/09',
		'2024-3-9',
		'20240309',
		'2024-03-09T00:00:00.000Z',
		'2024-03-09 00:00:00',
		'09.03.2024',
		'9.3.24',
		'9-Mar-2024',
		'09-MAR-24',
		'9 March 2024',
		'March 9, 2024',
		'Mar 9 2024',
		'9. März 2024',
		'9 mars 2024',
	]) {
		expect(read(text), text).toBe('2024-03-09')
	}
	expect(read('01/15/1999')).toBe('1999-01-15')
	expect(read('15/01/1999')).toBe('1999-01-15')
	expect(read('01/15/99')).toBe('1999-01-15')
	expect(read('4/4/2024')).toBe('2024-04-04')
	expect(read('1. Dezember 2023')).toBe('2023-12-01')
	expect(read('1er août 2023')).toBe('2023-08-01')
})

test('a date that can be read both ways needs the order of the column', () => {
	expect(read('03/04/2024')).toBe('ambiguous')
	expect(read('03/04/2024', 'day-first')).toBe('2024-04-03')
	expect(read('03/04/2024', 'month-first')).toBe('2024-03-04')
	expect(read('3-4-2024', 'month-first')).toBe('2024-03-04')
	expect(read('03.04.2024', 'month-first')).toBe('2024-04-03')
	expect(read('25/04/2024', 'month-first')).toBe('unreadable')
})

test('what is no date is not made one', () => {
	for (const text of [
		'soon',
		'45292',
		'2024-02-30',
		'31.06.2024',
		'2024-13-01',
		'0000-00-00',
		'1899-12-31',
		'9 Foo 2024',
		'1/2',
		'-',
	]) {
		expect(read(text), text).toBe('unreadable')
	}
	expect(read('29.02.2024')).toBe('2024-02-29')
	expect(read('29.02.2023')).toBe('unreadable')
})

test('one date of the column decides for all of them', () => {
	expect(sniffDateOrder(['03/04/2024', '12/25/2023'])).toBe('month-first')
	expect(sniffDateOrder(['03/04/2024', '25/12/2023'])).toBe('day-first')
	expect(sniffDateOrder(['03/04/2024', '05/06/2023'])).toBe('ask')
	expect(sniffDateOrder(['25/12/2023', '12/25/2023'])).toBe('ask')
	expect(sniffDateOrder(['2024-01-02', '03.04.2024', '5/5/2024', 'nonsense'])).toBe('unneeded')
})

test('an order that nothing decides is asked for, and answers the errors', () => {
	const file = fileOf(`Name | Start Date\nAda | 03/04/2024\nBen | 2024-01-02`)
	const columns = { name: 0, startedOn: 1 }
	expect(planRoster(emptyRoster, file, mappingOf({ columns })).errors).toEqual([
		{
			row: 2,
			column: 'Start Date',
			message: '“03/04/2024” can be read day first or month first: choose the order of dates.',
		},
	])
	const plan = planRoster(emptyRoster, file, mappingOf({ columns, dateOrder: 'month-first' }))
	expect(plan.added.map(({ values }) => values.startedOn)).toEqual(['2024-03-04', '2024-01-02'])
})
