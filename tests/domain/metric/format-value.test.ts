import { describe, expect, test } from 'vitest'
import { niceAxis } from '#app/charts/nice-axis.ts'
import { meaningOfChange } from '#app/domain/metric/change.ts'
import { formatMetricChange, formatMetricValue, formatPeriod } from '#app/domain/metric/format-value.ts'
import { lensLevelText } from '#app/domain/metric/lens.ts'
import { withinSentence } from '#app/domain/metric/metric-words.ts'
import { shownRange } from '#app/domain/metric/shown-range.ts'
import type { Unit } from '#app/domain/metric/unit.ts'

const of = (unit: Unit, currency: string | null = null) => ({ unit, currency })

describe('a value in its unit', () => {
	test.each<[number, Unit, string | null, string]>([
		[0.1234, 'share', null, '12.3%'],
		[3.2, 'money', 'EUR', '€3.20'],
		[0.0031, 'money', 'USD', 'US$0.0031'],
		[12, 'money', null, '12'],
		[340.4, 'milliseconds', null, '340 ms'],
		[2.5, 'hours', null, '2.5 hrs'],
		[1204, 'count', null, '1,204'],
		[0.25, 'ratio', null, '0.25'],
	])('%d as %s', (value, unit, currency, text) => {
		expect(formatMetricValue(value, of(unit, currency), 'en-GB')).toBe(text)
	})

	test('a change has glyph and sign, of a share in points', () => {
		expect(formatMetricChange(0.2, 0.155, of('share'), 'en-GB')).toBe('▼ −4.5 points')
		expect(formatMetricChange(3, 15, of('count'), 'en-GB')).toBe('▲ +12')
		expect(formatMetricChange(0.72, 0.75, of('ratio'), 'en-GB').slice(0, 7)).toBe('▲ +0.03')
		expect(formatMetricChange(3, 3, of('count'), 'en-GB')).toBe('= 0')
	})

	test('a change is better by the direction of its metric alone', () => {
		expect([meaningOfChange('up', 1, 2), meaningOfChange('down', 1, 2)]).toEqual(['better', 'worse'])
		expect([meaningOfChange('none', 1, 2), meaningOfChange('up', 2, 2)]).toEqual(['neither', 'same'])
	})

	test('a period is named by its length, and a level never without its lens', () => {
		expect(formatPeriod('2026-04-01', 'quarter', 'en-GB')).toBe('Q2 2026')
		expect(formatPeriod('2026-04-06', 'week', 'en-GB')).toBe('week of 6 Apr 2026')
		expect(lensLevelText('five-ai-coding-levels', '1-2')).toBe(
			'Five AI coding levels, AI coding levels 1 and 2',
		)
		expect(lensLevelText('agentic-engineering-ladder', '5')).toBe('Agentic engineering ladder, rung 5')
	})
})

test('an axis holds its values between round labels, whatever they are', () => {
	for (const values of [[], [0], [-3, 8], [0.31, 0.42], [1e-320], [1e300], [999, 1001], [-0.004]]) {
		const { from, to, ticks } = niceAxis(values)
		expect(ticks.length).toBeGreaterThan(1)
		expect(ticks.length).toBeLessThan(9)
		for (const value of [0, ...values]) expect(value >= from && value <= to, `${values}: ${ticks}`).toBe(true)
	}
})

test('a trend ends with the newest values and goes by the longest length in which they came', () => {
	const spans = [
		{ grain: 'day' as const, last: '2026-05-20' },
		{ grain: 'month' as const, last: '2026-03-01' },
	]
	expect(shownRange(spans, undefined)).toMatchObject({
		...{ grain: 'month', latest: '2026-05-01', from: '2024-06-01', until: '2026-06-01' },
	})
	expect(shownRange(spans, 'day')).toMatchObject({ grain: 'day', latest: '2026-05-20' })
	expect(shownRange([{ grain: 'week', last: '2026-05-18' }], 'quarter')).toMatchObject({ grain: 'week' })
	expect(shownRange([], undefined)).toBeNull()
})

test('a name within a sentence keeps its abbreviations', () => {
	const names = ['Revenue from AI', 'AI output published', 'Stories shipped', 'ölpreis', 'Äpfel']
	expect(names.map(withinSentence)).toEqual([
		'revenue from AI',
		'AI output published',
		'stories shipped',
		'ölpreis',
		'äpfel',
	])
})
