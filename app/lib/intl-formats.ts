const numberFormats = new Map<string, Intl.NumberFormat>()
const dateTimeFormats = new Map<string, Intl.DateTimeFormat>()

/** The format of a locale and options, which takes far longer to make than to use; there are as many as the code names. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
	const key = locale + JSON.stringify(options)
	const known = numberFormats.get(key)
	if (known) return known
	const made = new Intl.NumberFormat(locale, options)
	numberFormats.set(key, made)
	return made
}

/** The same for dates and times. */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(options)
	const known = dateTimeFormats.get(key)
	if (known) return known
	const made = new Intl.DateTimeFormat(locale, options)
	dateTimeFormats.set(key, made)
	return made
}
