import type { Figure } from '#app/domain/framework/figure.ts'

const bounds: Record<Figure['qualifier'], (value: string) => string> = {
	exactly: (value) => value,
	about: (value) => `about ${value}`,
	'at-least': (value) => `${value} or more`,
	under: (value) => `under ${value}`,
	'up-to': (value) => `up to ${value}`,
	nearly: (value) => `nearly ${value}`,
}

/** A figure with its unit and its bound, as the source gives them: 'under 10%', 'nearly 2×', '211 million lines'. */
export function figureText(
	{ value, unit, qualifier }: Pick<Figure, 'value' | 'unit' | 'qualifier'>,
	locale: string,
): string {
	return bounds[qualifier](amount(value, unit, locale))
}

function amount(value: number, unit: Figure['unit'], locale: string): string {
	switch (unit) {
		case 'percent':
			return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)
		case 'times':
			return `${new Intl.NumberFormat(locale).format(value)}×`
		case 'lines':
			return `${new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay: 'long' }).format(value)} lines`
	}
}
