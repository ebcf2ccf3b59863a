import type { Aggregation } from '#app/domain/metric/aggregation.ts'

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
