import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { Grain } from '#app/domain/metric/period.ts'

type Exact = { value: string; weight: string | null }
type Of = { unit: string; aggregation: Aggregation | undefined }

/** An exact decimal in the signs of the locale, with every digit that it has. */
function number(text: string, locale: string, options: Intl.NumberFormatOptions = {}): string {
	return new Intl.NumberFormat(locale, { maximumFractionDigits: 20, ...options }).format(
		text as Intl.StringNumericLiteral,
	)
}

/** A value as it will be kept: '30 / 120', '12.5 %', '4 (weight 3)'. */
export function valueText({ value, weight }: Exact, { unit, aggregation }: Of, locale: string): string {
	if (weight !== null && aggregation === 'ratio_of_sums')
		return `${number(value, locale)} / ${number(weight, locale)}`
	const text = number(value, locale, unit === 'share' ? { style: 'percent' } : {})
	return weight === null ? text : `${text} (weight ${number(weight, locale)})`
}

/** A period in words: '31 Mar 2026', 'week of 9 Mar 2026', 'Mar 2026', 'Q1 2026', '2026'. */
export function periodText({ startsOn, grain }: { startsOn: string; grain: Grain }, locale: string): string {
	const date = new Date(`${startsOn}T00:00:00Z`)
	const words = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
	switch (grain) {
		case 'day':
			return words({ day: 'numeric', month: 'short', year: 'numeric' })
		case 'week':
			return `week of ${words({ day: 'numeric', month: 'short', year: 'numeric' })}`
		case 'month':
			return words({ month: 'short', year: 'numeric' })
		case 'quarter':
			return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`
		case 'year':
			return words({ year: 'numeric' })
	}
}
