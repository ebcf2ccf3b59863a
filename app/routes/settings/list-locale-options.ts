import { locales } from '#app/lib/locales.ts'

const exampleDay = new Date(Date.UTC(2026, 8, 30))

/** 'German (Germany): 30.09.2026, 1.234,5' */
function describeLocale(locale: string): string {
	const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(exampleDay)
	return `${name}: ${day}, ${new Intl.NumberFormat(locale).format(1234.5)}`
}

/** For the server alone: browsers write some locales otherwise, and the page would not match. */
export function listLocaleOptions(): { value: string; label: string }[] {
	return locales.map((locale) => ({ value: locale, label: describeLocale(locale) }))
}
