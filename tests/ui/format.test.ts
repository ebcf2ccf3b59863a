import { describe, expect, test } from 'vitest'
import { formatCell } from '#app/lib/sheet/format-cell.ts'
import { formatChange, formatDate, formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { pageNumbers } from '#app/ui/pagination.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { initials } from '#app/ui/user-menu.tsx'

describe('numbers', () => {
	test('follow the locale', () => {
		expect(formatTier(1.5, 'de')).toBe('1,5')
		expect(formatTier(2, 'en')).toBe('2.0')
		expect(formatNumber(1234567, 'de')).toBe('1.234.567')
		expect(formatShare(0.345, 'en')).toBe('35%')
	})

	test('that are absent show a dash', () => {
		expect(formatNumber(null, 'en')).toBe('–')
		expect(formatTier(undefined, 'en')).toBe('–')
	})

	test.each([
		...[
			[0, '0%'],
			[1 / 252, '<1%'],
			[0.00001, '<1%'],
			[0.005, '1%'],
			[0.5, '50%'],
		],
		...[
			[0.9949, '99%'],
			[0.995, '>99%'],
			[251 / 252, '>99%'],
			[1, '100%'],
		],
	] as const)('a share of %d is neither nothing nor all unless it is: %s', (share, text) => {
		expect(formatShare(share, 'en')).toBe(text)
	})

	test('a share with decimals is as careful with the last of them, in the locale', () => {
		expect(formatShare(0.0004, 'de', 1)).toBe('<0,1\u00a0%')
		expect(formatCell(0.9996, { type: 'percent', decimals: 1 }, { locale: 'de', timeZone: 'UTC' })).toBe(
			'>99,9\u00a0%',
		)
		expect(formatCell(0.5, { type: 'percent', decimals: 1 }, { locale: 'en', timeZone: 'UTC' })).toBe('50.0%')
	})

	test.each([
		[0.3, '▲ +0.3'],
		[-0.1, '▼ −0.1'],
		[0, '= 0.0'],
		[0.04, '= 0.0'],
		[-0.04, '= 0.0'],
		[-1.25, '▼ −1.3'],
		[-0.05, '▼ −0.1'],
	])('a change of %d reads %s', (change, text) => {
		expect(formatChange(change, 'en')).toBe(text)
	})
})

describe('dates', () => {
	test('an instant moves with the time zone', () => {
		const instant = new Date('2026-09-30T23:30:00Z')
		expect(formatDate(instant, 'en-GB', 'UTC')).toBe('30 Sept 2026')
		expect(formatDate(instant, 'en-GB', 'Asia/Tokyo')).toBe('1 Oct 2026')
	})

	test('a calendar day does not', () => {
		expect(formatDate('2026-09-30', 'en-GB', 'America/Los_Angeles')).toBe('30 Sept 2026')
		expect(formatDate('2026-09-30', 'en-GB', 'Asia/Tokyo')).toBe('30 Sept 2026')
	})
})

describe('a changed search', () => {
	test('keeps what it does not name', () => {
		expect(changeSearch('?team=a&page=3', { sort: 'name', page: null })).toBe('?team=a&sort=name')
	})

	test('escapes what it sets', () => {
		expect(changeSearch('', { q: 'a&b=c' })).toBe('?q=a%26b%3Dc')
	})
})

describe('page numbers', () => {
	test.each([
		[1, 1, [1]],
		[1, 3, [1, 2, 3]],
		[3, 25, [1, 2, 3, 4, null, 25]],
		[4, 25, [1, 2, 3, 4, 5, null, 25]],
		[12, 25, [1, null, 11, 12, 13, null, 25]],
		[25, 25, [1, null, 24, 25]],
	])('on page %d of %d', (page, pages, expected) => {
		expect(pageNumbers(page, pages)).toEqual(expected)
	})

	test('of any page run upwards from the first to the last, with no gap that hides a single page', () => {
		for (let pages = 1; pages <= 30; pages++) {
			for (let page = 1; page <= pages; page++) {
				const shown = pageNumbers(page, pages)
				expect(shown[0]).toBe(1)
				expect(shown.at(-1)).toBe(pages)
				expect(shown).toContain(page)
				// A gap stands for two pages at least, and pages without a gap between them are neighbours.
				const told = shown.map((value, i) => value ?? [Number(shown[i - 1]), Number(shown[i + 1])])
				const gaps = told.filter((value) => Array.isArray(value)).map(([from = 0, to = 0]) => to - from)
				expect(Math.min(3, ...gaps)).toBe(3)
				const numbers = shown.filter((value) => value !== null)
				const jumps = numbers.slice(1).filter((value, i) => value - (numbers[i] ?? 0) !== 1)
				expect(jumps).toHaveLength(gaps.length)
			}
		}
	})
})

test('initials take whole characters of any script', () => {
	expect(initials('Ngozi Adichie-Okonkwo')).toBe('NA')
	expect(initials('  ana  maria souza ')).toBe('AS')
	expect(initials('محمد عبد الرحمن')).toBe('ما')
	expect(initials('👩‍🚀 Ride')).toBe('👩‍🚀R')
	expect(initials('')).toBe('')
})
