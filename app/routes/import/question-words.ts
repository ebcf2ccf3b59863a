import type { PercentWay } from '#app/domain/import/metric-mapping.ts'
import type { Grain } from '#app/domain/metric/period.ts'

export const decimalLabels: Record<'point' | 'comma', { title: string; text: string }> = {
	point: { title: 'A point', text: '1,234.5' },
	comma: { title: 'A comma', text: '1.234,5' },
}

export const dateOrderLabels: Record<'day-first' | 'month-first', { title: string; text: string }> = {
	'day-first': { title: 'Day first', text: '03/04/2026 is 3 April 2026' },
	'month-first': { title: 'Month first', text: '03/04/2026 is 4 March 2026' },
}

export const grainLabels: Record<Grain, string> = {
	day: 'The day itself',
	week: 'The week that it lies in',
	month: 'The month that it lies in',
	quarter: 'The quarter that it lies in',
	year: 'The year that it lies in',
}

export const percentLabels: Record<PercentWay, { title: string; text: string }> = {
	'of-100': { title: 'In percent', text: '12 means 12 %, and 0.12 means 0.12 %' },
	'of-1': { title: 'As a share of 1', text: '0.12 means 12 %' },
}
