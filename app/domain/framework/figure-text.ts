import type { Figure } from './figure.ts'

type Amount = Pick<Figure, 'value' | 'upperValue' | 'unit' | 'qualifier'>

const bounds: Record<Figure['qualifier'], (value: string) => string> = {
	exactly: (value) => value,
	about: (value) => `about ${value}`,
	'at-least': (value) => `${value} or more`,
	under: (value) => `under ${value}`,
	'up-to': (value) => `up to ${value}`,
	nearly: (value) => `nearly ${value}`,
}

const timeUnits = { minutes: 'minute', weeks: 'week', months: 'month', years: 'year' } as const

/** A figure with its unit and its bound, as the source gives them: 'under 10%', 'nearly 2×', '6–12 months'. */
export function figureText({ value, upperValue, unit, qualifier }: Amount, locale: string): string {
	const print = (options: Intl.NumberFormatOptions, [from, to] = [value, upperValue]) => {
		const format = new Intl.NumberFormat(locale, options)
		return to === undefined ? format.format(from) : format.formatRange(from, to)
	}
	return bounds[qualifier](amount())

	function amount(): string {
		switch (unit) {
			case 'percent':
				return print({ style: 'percent', maximumFractionDigits: 1 }, [
					value / 100,
					upperValue === undefined ? undefined : upperValue / 100,
				])
			case 'times':
				return `${print({})}×`
			case 'lines':
				return `${print({ notation: 'compact', compactDisplay: 'long' })} lines`
			case 'agents':
				return `${print({})} agents`
			default:
				return print({ style: 'unit', unit: timeUnits[unit], unitDisplay: 'long' })
		}
	}
}

/** A figure as a table of them shows it, but for where it is read. */
export const figureRow = (
	figure: Amount & Pick<Figure, 'key' | 'what' | 'population' | 'citation'>,
	locale: string,
) => ({
	key: figure.key,
	value: figureText(figure, locale),
	what: figure.what,
	population: figure.population,
	citation: figure.citation,
})
